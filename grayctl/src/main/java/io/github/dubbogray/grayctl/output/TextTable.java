package io.github.dubbogray.grayctl.output;

import io.github.dubbogray.core.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jline.utils.WCWidth;

/** Rows with columns one below the other, as commands of a terminal write them. */
public final class TextTable {

    private static final String GAP = "  ";
    private static final int FIRST_WIDE = 0x300;

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

    /** Hands over the lines, cut to a width; what is longest, as a reason, stands last. */
    public void toLines(int columns, Consumer<String> lines) {
        toLines(line -> lines.accept(cut(line, columns)));
    }

    /** Returns a line that is no wider than so many columns, with a mark where it is cut. */
    public static String cut(String line, int columns) {
        if (lengthOf(line) <= columns) {
            return line;
        }
        StringBuilder cut = new StringBuilder();
        int width = 1; // of the mark
        for (int letter : line.codePoints().toArray()) {
            width += columnsOf(letter);
            if (width > columns) {
                break;
            }
            cut.appendCodePoint(letter);
        }
        return cut.append('…').toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> lengthOf(row.get(column))).max().orElse(0);
    }

    private static int lengthOf(String cell) {
        return cell.codePoints().map(TextTable::columnsOf).sum();
    }

    /** A terminal shows letters of Chinese, and pictures, on two columns. */
    private static int columnsOf(int letter) {
        return letter < FIRST_WIDE ? 1 : Math.max(0, WCWidth.wcwidth(letter));
    }
}
