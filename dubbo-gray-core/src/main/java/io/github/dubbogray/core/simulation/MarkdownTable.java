package io.github.dubbogray.core.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table of Markdown whose columns are aligned in the text too; numbers stand to the right. */
final class MarkdownTable {

    private final List<String> head;
    private final int numbers;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * Begins a table.
     *
     * @param numbers how many of the last columns hold numbers
     */
    MarkdownTable(int numbers, String... head) {
        this.numbers = numbers;
        this.head = List.of(head);
    }

    /** Adds a row; a bar in a cell is escaped. */
    void add(String... cells) {
        rows.add(IntStream.range(0, cells.length)
                .mapToObj(i -> cells[i].replace("|", "\\|"))
                .toList());
    }

    @Override
    public String toString() {
        List<Integer> widths =
                IntStream.range(0, head.size()).mapToObj(this::widthOf).toList();
        String rule = IntStream.range(0, head.size())
                .mapToObj(i -> isNumber(i) ? "-".repeat(widths.get(i) + 1) + ":" : "-".repeat(widths.get(i) + 2))
                .collect(Collectors.joining("|", "|", "|\n"));
        return line(head, widths)
                + rule
                + rows.stream().map(row -> line(row, widths)).collect(Collectors.joining());
    }

    private int widthOf(int column) {
        return IntStream.concat(
                        IntStream.of(head.get(column).length()),
                        rows.stream().mapToInt(row -> row.get(column).length()))
                .max()
                .orElse(0);
    }

    private boolean isNumber(int column) {
        return column >= head.size() - numbers;
    }

    private String line(List<String> cells, List<Integer> widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(i ->
                        isNumber(i) ? blanks(cells, i, widths) + cells.get(i) : cells.get(i) + blanks(cells, i, widths))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String blanks(List<String> cells, int column, List<Integer> widths) {
        return " ".repeat(widths.get(column) - cells.get(column).length());
    }
}
