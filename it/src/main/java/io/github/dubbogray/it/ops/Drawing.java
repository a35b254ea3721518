package io.github.dubbogray.it.ops;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.util.List;

/** How panels of one type are drawn below their title. */
interface Drawing {

    /**
     * A series with what it is called in its panel.
     *
     * @param series its values
     */
    record Named(String name, Series series) {}

    /** Draws into an area of a picture. */
    void draw(Graphics2D graphics, Rectangle area, Panel panel, List<Named> series, Window window);

    /** Writes a text, cut to a width. */
    static void write(Graphics2D graphics, String text, int x, int y, int width, Color color) {
        FontMetrics metrics = graphics.getFontMetrics();
        String shown = text;
        while (!shown.isEmpty() && metrics.stringWidth(shown) > width) {
            shown = shown.substring(0, Math.max(0, shown.length() - 2)).strip() + (shown.length() > 2 ? "…" : "");
        }
        graphics.setColor(color);
        graphics.drawString(shown, x, y);
    }
}
