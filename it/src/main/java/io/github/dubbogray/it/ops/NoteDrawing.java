package io.github.dubbogray.it.ops;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.util.List;

/** What stands for a panel that is not drawn: its query. */
final class NoteDrawing implements Drawing {

    @Override
    public void draw(Graphics2D graphics, Rectangle area, Panel panel, List<Named> series, Window window) {
        int y = area.y + 16;
        graphics.setFont(Palette.BODY);
        Drawing.write(graphics, "Lines from Loki, which is not asked here:", area.x, y, area.width, Palette.FAINT);
        graphics.setFont(Palette.SMALL);
        for (Panel.Query query : panel.queries()) {
            y += 20;
            Drawing.write(graphics, query.expression(), area.x, y, area.width, Palette.TEXT);
        }
    }
}
