package io.github.dubbogray.it.ops;

import io.github.dubbogray.it.ops.Drawing.Named;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.util.List;

/** The names and last values below a graph, in one column or two. */
final class GraphLegend {

    private static final int ROW = 17;
    private static final int MOST_ROWS = 5;

    private GraphLegend() {}

    /** Returns how high it is for so many series. */
    static int height(int series) {
        return rows(series) * ROW + 4;
    }

    static void draw(Graphics2D graphics, Rectangle area, Panel panel, List<Named> series, List<Color> colors) {
        graphics.setFont(Palette.SMALL);
        int rows = rows(series.size());
        int width = area.width / columns(series.size());
        for (int i = 0; i < Math.min(series.size(), rows * columns(series.size())); i++) {
            int x = area.x + width * (i / rows);
            int y = area.y + (i % rows + 1) * ROW;
            entry(graphics, x, y, width, panel, series.get(i), colors.get(i));
        }
    }

    private static void entry(Graphics2D graphics, int x, int y, int width, Panel panel, Named one, Color color) {
        String value =
                panel.looks().unit().format(one.series().last(), panel.looks().decimals());
        int valueWidth = graphics.getFontMetrics().stringWidth(value);
        graphics.setColor(color);
        graphics.fillRoundRect(x + 6, y - 6, 14, 4, 3, 3);
        Drawing.write(graphics, one.name(), x + 26, y, width - valueWidth - 48, Palette.TEXT);
        Drawing.write(graphics, value, x + width - valueWidth - 10, y, valueWidth + 1, Palette.FAINT);
    }

    private static int columns(int series) {
        return series > MOST_ROWS ? 2 : 1;
    }

    private static int rows(int series) {
        return Math.min(MOST_ROWS, (series + columns(series) - 1) / columns(series));
    }
}
