package io.github.dubbogray.it.ops;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.util.List;

/** One number, in the colour of its threshold. */
final class StatDrawing implements Drawing {

    private static final Font NUMBER = new Font(Font.SANS_SERIF, Font.BOLD, 30);

    @Override
    public void draw(Graphics2D graphics, Rectangle area, Panel panel, List<Named> series, Window window) {
        double value = series.get(0).series().last();
        String text = panel.looks().unit().format(value, panel.looks().decimals());
        graphics.setFont(NUMBER);
        int x = area.x + (area.width - graphics.getFontMetrics().stringWidth(text)) / 2;
        int y = area.y + area.height / 2 + graphics.getFontMetrics().getAscent() / 3;
        Drawing.write(
                graphics,
                text,
                Math.max(area.x, x),
                y,
                area.width,
                Palette.of(value, panel.looks().thresholds()));
    }
}
