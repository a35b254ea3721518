package io.github.dubbogray.it.ops;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Clock times below bands. */
final class TimeAxis {

    private static final int MARKS = 5;

    private TimeAxis() {}

    /** Returns how times of a window are written, in UTC: with seconds where it is short. */
    static String pattern(Window window) {
        return Duration.between(window.start(), window.end()).toMinutes() < 10 ? "HH:mm:ss" : "HH:mm";
    }

    /** Draws times at even distances, the first and the last inside of the area. */
    static void draw(Graphics2D graphics, Rectangle area, Window window) {
        DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern(window)).withZone(ZoneOffset.UTC);
        graphics.setFont(Palette.SMALL);
        FontMetrics metrics = graphics.getFontMetrics();
        long length = Duration.between(window.start(), window.end()).toMillis();
        for (int mark = 0; mark < MARKS; mark++) {
            Instant time = window.start().plusMillis(length * mark / (MARKS - 1));
            String text = format.format(time);
            int x = area.x + (area.width - metrics.stringWidth(text)) * mark / (MARKS - 1);
            Drawing.write(graphics, text, x, area.y + area.height - 4, area.width, Palette.FAINT);
        }
    }
}
