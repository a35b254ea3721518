package io.github.dubbogray.core.document.yaml;

/** The lines of a text, as YAML parts them: CR LF, LF, CR, NEL, LS and PS each end one. */
public final class YamlLines {

    private static final String BREAKS = "\n\r\u0085\u2028\u2029";

    private YamlLines() {}

    /** Returns where the line begins that a place is in. */
    public static int startOf(String text, int offset) {
        int start = offset;
        while (start > 0 && !isBreak(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    /** Returns where the line ends that a place is in: where its break begins, or the text ends. */
    public static int endOf(String text, int offset) {
        int end = offset;
        while (end < text.length() && !isBreak(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Returns the break that begins here; empty where none does. */
    public static String breakAt(String text, int offset) {
        if (offset == text.length() || !isBreak(text.charAt(offset))) {
            return "";
        }
        return text.startsWith("\r\n", offset) ? "\r\n" : text.substring(offset, offset + 1);
    }

    static boolean isBreak(char c) {
        return BREAKS.indexOf(c) >= 0;
    }
}
