package io.github.dubbogray.it.ops;

import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.Map;

/** Grafana's light theme, roughly. */
final class Palette {

    static final Color GROUND = new Color(0xF4F5F5);
    static final Color PANEL = Color.WHITE;
    static final Color BORDER = new Color(0xDCDDDE);
    static final Color TEXT = new Color(0x24292E);
    static final Color FAINT = new Color(0x6E7680);
    static final Color GRID = new Color(0xE9EAEB);

    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 13);
    static final Font BODY = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

    private static final Map<String, Color> NAMED = Map.of(
            "green", new Color(0x56A64B),
            "yellow", new Color(0xF2CC0C),
            "orange", new Color(0xFF780A),
            "red", new Color(0xE02F44),
            "blue", new Color(0x3274D9),
            "purple", new Color(0xA352CC),
            "gray", new Color(0x8E8E8E),
            "text", new Color(0x8E8E8E));

    /** Of series without a colour of their own, in order; blue is kept for stable. */
    private static final List<Color> SERIES = List.of(
            new Color(0xFF780A),
            new Color(0x56A64B),
            new Color(0xA352CC),
            new Color(0xE0B400),
            new Color(0xE02F44),
            new Color(0x1F9CA8),
            new Color(0x7C5C3B),
            new Color(0xC15C9D),
            new Color(0x3274D9),
            new Color(0x6E7680));

    private Palette() {}

    /** Returns the colour that Grafana calls so. */
    static Color named(String name) {
        Color color = NAMED.get(name);
        if (color == null) {
            throw new IllegalArgumentException("a colour that nobody draws: " + name);
        }
        return color;
    }

    /** Returns the colour of the n-th series. */
    static Color series(int n) {
        return SERIES.get(n % SERIES.size());
    }

    /** Returns a colour that shows what is below it; 1 hides it. */
    static Color faded(Color color, double opacity) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(opacity * 255));
    }

    /** Returns a colour as it looks when it is faded, on white, and which hides what is below it. */
    static Color solid(Color color, double opacity) {
        return new Color(
                onWhite(color.getRed(), opacity),
                onWhite(color.getGreen(), opacity),
                onWhite(color.getBlue(), opacity));
    }

    private static int onWhite(int part, double opacity) {
        return (int) Math.round(255 - (255 - part) * opacity);
    }

    /** Returns the colour of the threshold that a value has reached. */
    static Color of(double value, List<Panel.Threshold> thresholds) {
        Color color = TEXT;
        for (Panel.Threshold threshold : thresholds) {
            if (value >= threshold.from()) {
                color = named(threshold.color());
            }
        }
        return color;
    }
}
