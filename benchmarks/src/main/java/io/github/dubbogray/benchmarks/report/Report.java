package io.github.dubbogray.benchmarks.report;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All answers of a run: a table for each question, and one JSON list. */
public final class Report {

    private static final String HEAD = """
            | case | value | bytes | beside | ratio | budget | met |
            |---|---|---|---|---|---|---|
            """;
    private static final double MEMORY_KIB = 64;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Answer> answers;

    Report(List<Answer> answers) {
        this.answers = List.copyOf(answers);
    }

    /**
     * Reads {@code jmh.json}, {@code memory.json} and {@code live.json} from a directory, as far as they are there, prints the tables and writes
     * {@code report.json} beside them. Four more arguments name a page to write the tables to, in place of those to the same
     * questions, and the command, the date and the machine of the run.
     */
    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0]);
        List<Answer> answers = new ArrayList<>();
        Path times = directory.resolve("jmh.json");
        if (Files.exists(times)) {
            answers.addAll(new Answers(Measurement.read(JSON.readTree(times.toFile()))).toList());
        }
        Path memory = directory.resolve("memory.json");
        if (Files.exists(memory)) {
            answers.addAll(memory(JSON.readValue(memory.toFile(), new TypeReference<Map<String, Double>>() {})));
        }
        Path live = directory.resolve("live.json");
        if (Files.exists(live)) {
            JSON.readValue(live.toFile(), new TypeReference<List<Figure>>() {}).stream()
                    .map(Figure::toAnswer)
                    .forEach(answers::add);
        }
        Report report = new Report(answers);
        Files.writeString(directory.resolve("report.json"), report.toJson());
        System.out.print(report.toTables());
        if (args.length > 1) {
            Run run = new Run(args[2], LocalDate.parse(args[3]), args[4]);
            Path page = Path.of(args[1]);
            Page before = Files.exists(page) ? Page.read(Files.readString(page)) : Page.empty();
            Files.writeString(page, before.with(report, run).toText());
        }
    }

    /** Returns the answers about memory, given in KiB for each case; the budget is that of one reference. */
    static List<Answer> memory(Map<String, Double> kibibytes) {
        return kibibytes.entrySet().stream()
                .map(entry -> new Answer(
                                Question.MEMORY,
                                entry.getKey(),
                                new Amount(entry.getValue(), "KiB"),
                                entry.getValue() * 1024,
                                null,
                                null)
                        .within("≤ 64 KiB", entry.getValue() <= MEMORY_KIB))
                .toList();
    }

    /** Returns a Markdown table for each question; says of each question that was not asked that it was not. */
    String toTables() {
        return Arrays.stream(Question.values()).map(this::table).collect(Collectors.joining("\n"));
    }

    String toJson() throws IOException {
        return JSON.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(answers.stream().map(Answer::toJson).toList())
                + "\n";
    }

    private String table(Question question) {
        return question.title() + "\n\n" + (hasAnswered(question) ? rows(question) : "Not measured in this run.\n");
    }

    /** Returns whether this run has asked a question. */
    boolean hasAnswered(Question question) {
        return to(question).findAny().isPresent();
    }

    /** Returns the answers to a question as a table without a title. */
    String rows(Question question) {
        return HEAD + to(question).map(answer -> answer.toRow() + "\n").collect(Collectors.joining());
    }

    private Stream<Answer> to(Question question) {
        return answers.stream().filter(answer -> answer.question() == question);
    }
}
