package io.github.dubbogray.core.label;

import io.github.dubbogray.core.text.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The one spelling of pairs, shared by label properties and tags: {@code key=value} separated by {@code ,} or {@code ;},
 * blanks around keys, values and separators ignored, no key twice.
 *
 * @param pairs the well-formed pairs, in the order of the text
 * @param problems one sentence for each part that is no such pair: number, character (from 1), text and reason
 */
public record PairSyntax(Map<String, String> pairs, List<String> problems) {

    /** The longest key or value, in characters. */
    public static final int MAX_LENGTH = 63;

    /** Reads a text; a blank text has no pairs and no problems. */
    public static PairSyntax read(String text) {
        PairSyntax syntax = new PairSyntax(new LinkedHashMap<>(), new ArrayList<>());
        if (text.isBlank()) {
            return syntax;
        }
        int number = 1;
        int start = 0;
        while (start <= text.length()) {
            int end = endOfPart(text, start);
            syntax.readPart(text.substring(start, end), number++, start + 1);
            start = end + 1;
        }
        return syntax;
    }

    /** Returns whether a text can be a key or a value. */
    public static boolean isToken(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isTokenCharacter(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Says what a token looks like, for messages. */
    public static String tokenRule() {
        return "1 to " + MAX_LENGTH + " characters of A-Z a-z 0-9 . _ -";
    }

    static void requireToken(String what, String text) {
        if (!isToken(text)) {
            throw new IllegalArgumentException(what + " is " + Quoted.of(text) + ", must be " + tokenRule());
        }
    }

    private static int endOfPart(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) == ',' || text.charAt(i) == ';') {
                return i;
            }
        }
        return text.length();
    }

    private static boolean isTokenCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == '-';
    }

    private void readPart(String part, int number, int character) {
        int equals = part.indexOf('=');
        String key = equals < 0 ? part.strip() : part.substring(0, equals).strip();
        String value = equals < 0 ? "" : part.substring(equals + 1).strip();
        int blanks = part.length() - part.stripLeading().length();
        String where =
                "pair " + number + " at character " + (character + blanks) + " (" + Quoted.of(part.strip()) + "): ";
        if (equals < 0) {
            problems.add(where + "has no '='");
        } else if (!isToken(key)) {
            problems.add(where + "key " + Quoted.of(key) + " must be " + tokenRule());
        } else if (!isToken(value)) {
            problems.add(where + "value " + Quoted.of(value) + " must be " + tokenRule());
        } else if (pairs.putIfAbsent(key, value) != null) {
            problems.add(where + "key '" + key + "' is there twice");
        }
    }
}
