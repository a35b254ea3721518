package io.github.dubbogray.grayctl.output;

import io.github.dubbogray.core.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Rows with columns one below the other, as commands of a terminal write them. */
public final class TextTable {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final String indent;

    /**
     * Begins with the names of the columns.
     *
     * @param indent what each line begins with
     */
    public TextTable(String indent, String... head) {
        this.indent = indent;
        rows.add(List.of(head));
    }

    /** Adds a row; an empty cell is shown as a dash. */
    public void add(String... cells) {
        List<String> row = new ArrayList<>();
        for (String cell : cells) {
            row.add(cell.isEmpty() ? "-" : Quoted.sentence(cell));
        }
        rows.add(row);
    }

    /** Hands over the lines. */
    public void toLines(Consumer<String> lines) {
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(indent);
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                line.append(cell);
                if (column < row.size() - 1) {
                    line.append(" ".repeat(width(column) - lengthOf(cell))).append(GAP);
                }
            }
            lines.accept(line.toString().stripTrailing());
        }
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> lengthOf(row.get(column))).max().orElse(0);
    }

    private static int lengthOf(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
