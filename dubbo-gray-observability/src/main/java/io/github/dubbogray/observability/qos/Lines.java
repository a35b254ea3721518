package io.github.dubbogray.observability.qos;

import java.util.List;

/** Text for people, line by line. For one thread. */
final class Lines {

    private static final String GAP = "  ";

    private final StringBuilder text = new StringBuilder();

    Lines line(String line) {
        text.append(line.stripTrailing()).append('\n');
        return this;
    }

    /** Adds rows of cells, each column as wide as its widest cell. */
    Lines rows(String indent, List<List<String>> rows) {
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(indent);
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                line.append(cell)
                        .append(" ".repeat(width(rows, column) - cell.length()))
                        .append(GAP);
            }
            line(line.toString());
        }
        return this;
    }

    /** Adds a title and its rows; neither, where there are none. */
    Lines section(String title, List<List<String>> rows) {
        return rows.isEmpty() ? this : line(title).rows(GAP, rows);
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream()
                .filter(row -> column < row.size())
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(0);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
