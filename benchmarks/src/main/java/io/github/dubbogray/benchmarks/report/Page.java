package io.github.dubbogray.benchmarks.report;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.stream.Collectors;

/** The page with the tables of the last run that has asked each question, in Markdown. Immutable. */
final class Page {

    private static final String HEAD = """
            # Performance tables

            Written by `benchmarks/run.sh`: nothing is edited here. A whole run writes all of it, and one of a part the tables of that part, each
            with the run that it is of. What the cases are, what the figures say and what they cannot say is in [performance](performance.md).

            *Bytes* are allocated by one operation. *Ratio* is the value to what stands beside it, from the same run.
            """;

    /** Each without blanks around it. */
    private final EnumMap<Question, String> tables;

    private Page(EnumMap<Question, String> tables) {
        this.tables = tables;
    }

    /** Returns one without any table. */
    static Page empty() {
        return new Page(new EnumMap<>(Question.class));
    }

    /** Reads one that was written before; of what it has besides tables of known questions nothing is kept. */
    static Page read(String text) {
        EnumMap<Question, String> tables = new EnumMap<>(Question.class);
        for (Question question : Question.values()) {
            int begin = text.indexOf(question.title());
            if (begin >= 0) {
                int behind = text.indexOf("\n## ", begin);
                tables.put(
                        question,
                        text.substring(begin + question.title().length(), behind < 0 ? text.length() : behind)
                                .strip());
            }
        }
        return new Page(tables);
    }

    /** Returns this page with the tables of those questions that a report has answers to. */
    Page with(Report report, Run run) {
        EnumMap<Question, String> all = tables.clone();
        Arrays.stream(Question.values())
                .filter(report::hasAnswered)
                .forEach(question -> all.put(question, (run.toLine() + "\n\n" + report.rows(question)).strip()));
        return new Page(all);
    }

    /** Returns its text. */
    String toText() {
        return HEAD
                + Arrays.stream(Question.values())
                        .map(question -> "\n" + question.title() + "\n\n"
                                + tables.getOrDefault(question, "Not measured yet.") + "\n")
                        .collect(Collectors.joining());
    }
}
