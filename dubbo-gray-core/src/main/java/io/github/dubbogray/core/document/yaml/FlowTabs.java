package io.github.dubbogray.core.document.yaml;

/**
 * Tabs between the tokens of a text that is one piece in brackets, as JSON is: there they are blanks, though the parser
 * refuses them. Each becomes one blank, so that every place stays what it was. Tabs in quotes and in block style are left.
 */
final class FlowTabs {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final StringBuilder text;
    private int at;

    private FlowTabs(String text) {
        this.text = new StringBuilder(text);
    }

    /** Returns the text with blanks for such tabs. */
    static String toBlanks(String text) {
        return text.indexOf('\t') >= 0 && isInBrackets(text) ? new FlowTabs(text).replaced() : text;
    }

    private static boolean isInBrackets(String text) {
        int first = 0;
        while (first < text.length() && (isBlank(text.charAt(first)) || text.charAt(first) == BYTE_ORDER_MARK)) {
            first++;
        }
        return first < text.length() && (text.charAt(first) == '{' || text.charAt(first) == '[');
    }

    private String replaced() {
        boolean isAtToken = true; // a quote inside a plain word begins nothing, nor does a number sign
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isAtToken && (c == '"' || c == '\'')) {
                skipQuoted(c);
            } else if (isAtToken && c == '#') {
                skipComment();
            } else if (c == '\t') {
                text.setCharAt(at, ' ');
            }
            isAtToken = at >= text.length() || isBlank(text.charAt(at)) || "{[,:".indexOf(text.charAt(at)) >= 0;
            at++;
        }
        return text.toString();
    }

    /** Ends at the closing quote. */
    private void skipQuoted(char quote) {
        at++;
        while (at < text.length()) {
            if (text.charAt(at) == '\\' && quote == '"') {
                at++;
            } else if (text.charAt(at) == quote) {
                boolean isDoubled = quote == '\'' && at + 1 < text.length() && text.charAt(at + 1) == quote;
                if (!isDoubled) {
                    return;
                }
                at++;
            }
            at++;
        }
    }

    private void skipComment() {
        while (at < text.length() && text.charAt(at) != '\n') {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
