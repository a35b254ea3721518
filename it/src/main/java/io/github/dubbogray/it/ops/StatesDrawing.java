package io.github.dubbogray.it.ops;

import io.github.dubbogray.it.ops.Panel.Mapping;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One band for each series, in the colours of its states. */
final class StatesDrawing implements Drawing {

    private static final int AXIS = 20;
    private static final int LEGEND = 18;
    private static final int GAP = 6;
    private static final int MOST_HEIGHT = 36;

    @Override
    public void draw(Graphics2D graphics, Rectangle area, Panel panel, List<Named> series, Window window) {
        graphics.setFont(Palette.SMALL);
        FontMetrics metrics = graphics.getFontMetrics();
        int names = Math.min(
                area.width / 3,
                series.stream()
                                .mapToInt(one -> metrics.stringWidth(one.name()))
                                .max()
                                .orElse(0)
                        + 10);
        Rectangle bands = new Rectangle(area.x + names, area.y, area.width - names, area.height - AXIS - LEGEND);
        int height = Math.min(MOST_HEIGHT, bands.height / Math.max(1, series.size()) - GAP);
        int y = bands.y;
        for (Named one : series) {
            Drawing.write(graphics, one.name(), area.x, y + height / 2 + 4, names - 6, Palette.TEXT);
            band(graphics, new Rectangle(bands.x, y, bands.width, height), panel, one.series());
            y += height + GAP;
        }
        TimeAxis.draw(
                graphics, new Rectangle(bands.x, area.y + area.height - AXIS - LEGEND, bands.width, AXIS), window);
        legend(graphics, area.x, area.y + area.height - 4, panel);
    }

    private static void legend(Graphics2D graphics, int left, int y, Panel panel) {
        int x = left;
        for (Mapping state : panel.looks().mappings().values()) {
            graphics.setColor(Palette.named(state.color()));
            graphics.fillRoundRect(x + 6, y - 6, 14, 4, 3, 3);
            int width = graphics.getFontMetrics().stringWidth(state.text());
            Drawing.write(graphics, state.text(), x + 26, y, width + 1, Palette.TEXT);
            x += width + 40;
        }
    }

    private static void band(Graphics2D graphics, Rectangle band, Panel panel, Series series) {
        List<Double> values = series.values();
        for (int from = 0, to; from < values.size(); from = to) {
            to = from + 1;
            while (to < values.size() && values.get(to).equals(values.get(from))) {
                to++;
            }
            Mapping state = state(panel, values.get(from));
            if (state != null) {
                int left = band.x + band.width * from / values.size();
                int right = band.x + band.width * to / values.size();
                graphics.setColor(Palette.faded(Palette.named(state.color()), 0.8));
                graphics.fillRect(left, band.y, right - left, band.height);
                if (right - left > graphics.getFontMetrics().stringWidth(state.text()) + 8) {
                    Drawing.write(
                            graphics, state.text(), left + 5, band.y + band.height / 2 + 4, right - left, Color.WHITE);
                }
            }
        }
    }

    private static @Nullable Mapping state(Panel panel, double value) {
        return Double.isNaN(value) ? null : panel.looks().mappings().get((int) value);
    }
}
