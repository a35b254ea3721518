package io.github.dubbogray.it.compat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tables of the matrix from what {@link CompatibilityRow} wrote, one for each kind of row: a line for each row, a column
 * for each test. A cell is {@code yes}, {@code no} with a number that leads to the reason below, or {@code not run}.
 */
public final class CompatibilityTable {

    private static final String BEGIN = "<!-- written by compat.sh -->";
    private static final String END = "<!-- end -->";
    private static final List<Kind> KINDS = List.of(
            new Kind("Core", Set.of("core")),
            new Kind("Beside others", Set.of("sentinel", "tracing", "filter", "balancer")),
            new Kind("Spring Boot, with the starter", Set.of("boot")),
            new Kind("Too old", Set.of("aside")));

    /** A table, and the kinds of rows in it. */
    private record Kind(String title, Set<String> rows) {}

    private final List<String> reasons = new ArrayList<>();

    private CompatibilityTable() {}

    /** What a row is, and the answers of its tests: by protocol or class, then by name. */
    private record Row(List<String> cells, Map<String, Map<String, String>> answers) {

        static Row read(Path folder, String name) throws IOException {
            List<String> cells = List.of(Files.readString(folder.resolve(name + ".row"))
                    .stripTrailing()
                    .split("\t", -1));
            Map<String, Map<String, String>> answers = new LinkedHashMap<>();
            Path lines = folder.resolve(name + ".tsv");
            if (Files.exists(lines)) {
                for (String line : Files.readAllLines(lines)) {
                    String[] parts = line.split("\t", 3);
                    answers.computeIfAbsent(parts[0], test -> new LinkedHashMap<>())
                            .put(parts[1], parts[2]);
                }
            }
            return new Row(cells, answers);
        }

        /** Returns what kept tests from running. */
        List<String> failures() {
            return answers.values().stream()
                    .map(tests -> tests.get("*"))
                    .filter(Objects::nonNull)
                    .toList();
        }

        String kind() {
            return cells.get(1);
        }

        /** Returns null if it was run, else why it was not. */
        @Nullable String notRun() {
            return cells.get(6).equals("run") ? null : cells.get(6);
        }
    }

    /** Takes {@code --page FILE}, then the folder of the rows and their names. Exits with 1 if a cell is no. */
    public static void main(String[] arguments) throws IOException {
        List<String> left = new ArrayList<>(List.of(arguments));
        Path page = null;
        if (left.get(0).equals("--page")) {
            page = Path.of(left.get(1));
            left = left.subList(2, left.size());
        }
        List<Row> rows = new ArrayList<>();
        for (String name : left.subList(1, left.size())) {
            rows.add(Row.read(Path.of(left.get(0)), name));
        }
        CompatibilityTable tables = new CompatibilityTable();
        String text = tables.of(rows);
        System.out.println(text);
        if (page != null) {
            String before = Files.readString(page);
            Files.writeString(
                    page,
                    before.substring(0, before.indexOf(BEGIN) + BEGIN.length()) + "\n\n" + text
                            + before.substring(before.indexOf(END)));
        }
        System.exit(tables.reasons.isEmpty() ? 0 : 1);
    }

    private String of(List<Row> rows) {
        StringBuilder text = new StringBuilder();
        for (Kind kind : KINDS) {
            List<Row> same = rows.stream()
                    .filter(row -> kind.rows().contains(row.kind()))
                    .toList();
            if (!same.isEmpty()) {
                text.append("### ")
                        .append(kind.title())
                        .append("\n\n")
                        .append(table(same))
                        .append('\n');
            }
        }
        for (int i = 0; i < reasons.size(); i++) {
            text.append(i + 1).append(". ").append(reasons.get(i)).append('\n');
        }
        return reasons.isEmpty() ? text.toString() : text.append('\n').toString();
    }

    private String table(List<Row> rows) {
        Map<String, Set<String>> columns = new LinkedHashMap<>();
        rows.forEach(row -> row.answers()
                .forEach((parent, tests) -> tests.keySet().stream()
                        .filter(test -> !test.equals("*"))
                        .forEach(test -> columns.computeIfAbsent(parent, any -> new LinkedHashSet<>())
                                .add(test))));
        StringBuilder text = new StringBuilder("| Dubbo | Nacos client | Java | beside it | starts |");
        columns.forEach((parent, tests) -> tests.forEach(test ->
                text.append(" `").append(parent).append("` ").append(test).append(" |")));
        text.append("\n|---|---|---|---|---|");
        columns.values().forEach(tests -> text.append("---|".repeat(tests.size())));
        text.append('\n');
        rows.forEach(row -> text.append(line(row, columns)));
        return text.toString();
    }

    private String line(Row row, Map<String, Set<String>> columns) {
        StringBuilder text = new StringBuilder("|");
        row.cells().subList(2, 6).forEach(cell -> text.append(' ').append(cell).append(" |"));
        text.append(' ').append(starts(row)).append(" |");
        columns.forEach((parent, tests) -> tests.forEach(
                test -> text.append(' ').append(cell(row, parent, test)).append(" |")));
        return text.append('\n').toString();
    }

    /** Says whether tests could run at all. */
    private String starts(Row row) {
        String notRun = row.notRun();
        if (notRun != null) {
            return notRun;
        }
        if (row.answers().isEmpty()) {
            return no(row, "starts", "its process said nothing");
        }
        return row.failures().isEmpty() ? "yes" : no(row, "starts", String.join("; ", row.failures()));
    }

    /** A test that a row has no answer of was not asked for, unless tests could not run. */
    private String cell(Row row, String parent, String test) {
        String answer = row.answers().getOrDefault(parent, Map.of()).get(test);
        if (answer == null) {
            return row.failures().isEmpty() ? "not run" : "no";
        }
        return answer.equals("yes") ? "yes" : no(row, parent + " " + test, answer);
    }

    private String no(Row row, String column, String why) {
        reasons.add(row.cells().get(0) + ", " + column + ": " + why.replace("|", "\\|"));
        return "no (" + reasons.size() + ")";
    }
}
