package io.github.dubbogray.grayctl.top;

import org.jline.utils.WCWidth;

/** A line of the screen. */
record Line(String text, Tone tone) {

    /** How a line is meant, and what it is drawn with where there are colours. */
    enum Tone {
        PLAIN(""),
        /** What the screen is about, and what can be done: reversed. */
        BAR("\u001b[7m"),
        /** The head of a table: bold. */
        HEAD("\u001b[1m"),
        /** What somebody should look at: red, and bold where there is no red. */
        ALARM("\u001b[1;31m");

        private final String begin;

        Tone(String begin) {
            this.begin = begin;
        }
    }

    private static final String END = "\u001b[0m";
    private static final String CUT = "…";

    static Line plain(String text) {
        return new Line(text, Tone.PLAIN);
    }

    /** Returns the line as wide as the screen at most; a bar is exactly that wide. Letters of two columns count as two. */
    Line fitting(int width) {
        int columns = columnsOf(text);
        if (columns > width) {
            return new Line(cut(width - 1) + CUT, tone);
        }
        return tone == Tone.BAR ? new Line(text + " ".repeat(width - columns), tone) : this;
    }

    private String cut(int width) {
        int end = 0;
        int columns = 0;
        while (end < text.length()) {
            int letter = text.codePointAt(end);
            columns += columnsOf(letter);
            if (columns > width) {
                break;
            }
            end += Character.charCount(letter);
        }
        return text.substring(0, end);
    }

    /** Returns how many columns of a terminal a text takes. */
    static int columnsOf(String text) {
        return text.codePoints().map(Line::columnsOf).sum();
    }

    private static int columnsOf(int letter) {
        return Math.max(0, WCWidth.wcwidth(letter));
    }

    /** Returns what a terminal is sent; letters only, without colours and the like. */
    String toTerminal(boolean isColoured) {
        return isColoured && tone != Tone.PLAIN ? tone.begin + text + END : text;
    }
}
