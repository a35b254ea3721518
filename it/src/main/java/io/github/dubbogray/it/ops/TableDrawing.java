package io.github.dubbogray.it.ops;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.util.List;
import java.util.Map;

/** One row for each series: its labels, and its last value. */
final class TableDrawing implements Drawing {

    private static final int ROW = 24;

    @Override
    public void draw(Graphics2D graphics, Rectangle area, Panel panel, List<Named> series, Window window) {
        Map<String, String> columns = panel.looks().columns();
        int width = area.width / Math.max(1, columns.size());
        int x = area.x;
        for (Map.Entry<String, String> column : columns.entrySet()) {
            int y = area.y + ROW - 8;
            graphics.setFont(Palette.TITLE);
            Drawing.write(graphics, column.getValue(), x, y, width - 8, Palette.named("blue"));
            graphics.setFont(Palette.BODY);
            for (Named row : series) {
                y += ROW;
                if (y > area.y + area.height) {
                    break;
                }
                graphics.setColor(Palette.GRID);
                graphics.drawLine(x, y - ROW + 8, x + width, y - ROW + 8);
                Drawing.write(graphics, cell(panel, row.series(), column.getKey()), x, y, width - 8, Palette.TEXT);
            }
            x += width;
        }
    }

    private static String cell(Panel panel, Series series, String column) {
        return column.equals("Value")
                ? panel.looks().unit().format(series.last(), panel.looks().decimals())
                : series.labels().getOrDefault(column, "");
    }
}
