package io.github.dubbogray.grayctl.top;

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

    /** Returns the line as wide as the screen at most; a bar is exactly that wide. */
    Line fitting(int width) {
        int length = text.codePointCount(0, text.length());
        if (length > width) {
            return new Line(text.substring(0, text.offsetByCodePoints(0, Math.max(0, width - 1))) + CUT, tone);
        }
        return tone == Tone.BAR ? new Line(text + " ".repeat(width - length), tone) : this;
    }

    /** Returns what a terminal is sent; letters only, without colours and the like. */
    String toTerminal(boolean isColoured) {
        return isColoured && tone != Tone.PLAIN ? tone.begin + text + END : text;
    }
}
