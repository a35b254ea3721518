package io.github.dubbogray.core.text;

/**
 * Texts that operators and requests bring, made fit for a message: one line, of bounded length, with everything that
 * prints as nothing spelled out. So no text can break a log line in two or hide in it.
 */
public final class Quoted {

    private static final int MAX_LENGTH = 80;
    private static final int MAX_SENTENCE_LENGTH = 400;

    /** Letters, marks and signs by type that print as nothing all the same: joiners, fillers and the empty braille cell. */
    private static final String INVISIBLE = "\u034F\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0";

    private Quoted() {}

    /** Returns the text in single quotes, as {@link #bare} shows it. */
    public static String of(String text) {
        return "'" + bare(text) + "'";
    }

    /** Returns the text, past 80 characters cut with an ellipsis, invisible characters as {@code \\u0000}. */
    public static String bare(String text) {
        return shown(text, MAX_LENGTH);
    }

    /** Returns another library's message, past 400 characters cut, otherwise as {@link #bare} shows it. */
    public static String sentence(String text) {
        return shown(text, MAX_SENTENCE_LENGTH);
    }

    /** Returns the whole text as one line, however long, otherwise as {@link #bare} shows it. */
    public static String line(String text) {
        return shown(text, Integer.MAX_VALUE);
    }

    private static String shown(String text, int maxLength) {
        StringBuilder shown = new StringBuilder();
        int index = 0;
        while (index < text.length() && index < maxLength) {
            int point = text.codePointAt(index);
            if (isVisible(point)) {
                shown.appendCodePoint(point);
            } else {
                shown.append(String.format("\\u%04X", point));
            }
            index += Character.charCount(point);
        }
        return index < text.length() ? shown.append('…').toString() : shown.toString();
    }

    private static boolean isVisible(int point) {
        if (point == ' ') {
            return true;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> INVISIBLE.indexOf(point) < 0 && !isVariationSelector(point);
        };
    }

    private static boolean isVariationSelector(int point) {
        return (point >= 0x180B && point <= 0x180F)
                || (point >= 0xFE00 && point <= 0xFE0F)
                || (point >= 0xE0100 && point <= 0xE01EF);
    }
}
