package io.github.dubbogray.core.text;

/**
 * Texts that operators and requests bring, made fit for a message: one line, of bounded length, with everything that
 * prints as nothing spelled out. So no text can break a log line in two or hide in it.
 */
public final class Quoted {

    private static final int MAX_LENGTH = 80;
    private static final int MAX_SENTENCE_LENGTH = 400;

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
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
