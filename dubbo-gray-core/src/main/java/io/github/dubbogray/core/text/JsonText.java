package io.github.dubbogray.core.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON that an operator types, as RFC 8259 has it: objects become maps, arrays lists, numbers {@link BigDecimal}, so
 * that {@code 7} prints as 7 and {@code 1.50} as 1.50. A key that is there twice is refused, as is a nesting of more than {@value #DEEPEST}, or
 * a number of more than {@value #LONGEST_NUMBER} characters.
 */
public final class JsonText {

    static final int DEEPEST = 100;

    /** The longest number, in characters: to read one takes time with the square of its digits. */
    static final int LONGEST_NUMBER = 1_000;

    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
    private static final Pattern CODE_UNIT = Pattern.compile("[0-9a-fA-F]{4}");

    private final String text;
    private int next;
    private int depth;

    private JsonText(String text) {
        this.text = text;
    }

    /** What became of a text. */
    public sealed interface Reading {

        /** It is JSON; null is the literal of that name. */
        record Read(@Nullable Object value) implements Reading {}

        /**
         * It is not.
         *
         * @param problem what is wrong and at which character, counted from 1: {@code no value at character 3}
         */
        record Malformed(String problem) implements Reading {}
    }

    /** Ends the reading at the first problem; seen by nobody outside. */
    private static final class Problem extends Exception {

        private static final long serialVersionUID = 1L;

        private Problem(String sentence) {
            super(sentence, null, false, false);
        }

        private String sentence() {
            return String.valueOf(getMessage());
        }
    }

    /** Reads a whole text. Never throws. */
    public static Reading read(String text) {
        JsonText reader = new JsonText(text);
        try {
            Object value = reader.value();
            reader.skipBlanks();
            return reader.next == text.length()
                    ? new Reading.Read(value)
                    : new Reading.Malformed(reader.at("something follows the value"));
        } catch (Problem problem) {
            return new Reading.Malformed(problem.sentence());
        }
    }

    private @Nullable Object value() throws Problem {
        skipBlanks();
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case 'n' -> literal("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object() throws Problem {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        enter();
        if (!isPassed('}')) {
            do {
                skipBlanks();
                String key = string();
                if (object.containsKey(key)) {
                    throw problem("the key " + Quoted.of(key) + " is there twice");
                }
                pass(':');
                object.put(key, value());
            } while (isPassed(','));
            pass('}');
        }
        depth--;
        return object;
    }

    private List<@Nullable Object> array() throws Problem {
        List<@Nullable Object> array = new ArrayList<>();
        enter();
        if (!isPassed(']')) {
            do {
                array.add(value());
            } while (isPassed(','));
            pass(']');
        }
        depth--;
        return array;
    }

    private void enter() throws Problem {
        next++;
        if (++depth > DEEPEST) {
            throw problem("more than " + DEEPEST + " objects and arrays in one another");
        }
    }

    private String string() throws Problem {
        if (peek() != '"') {
            throw problem("no \"");
        }
        next++;
        StringBuilder string = new StringBuilder();
        while (peek() != '"') {
            char c = text.charAt(next);
            if (c < ' ') {
                throw problem("a control character in a string");
            }
            next++;
            string.append(c == '\\' ? escaped() : c);
        }
        next++;
        return string.toString();
    }

    private char escaped() throws Problem {
        char c = peek();
        next++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> codeUnit();
            default -> {
                next--;
                throw problem("no such escape");
            }
        };
    }

    private char codeUnit() throws Problem {
        Matcher digits = CODE_UNIT.matcher(text).region(next, text.length());
        if (!digits.lookingAt()) {
            throw problem("no four hexadecimal digits");
        }
        next = digits.end();
        return (char) Integer.parseInt(digits.group(), 16);
    }

    private @Nullable Object literal(String word, @Nullable Object meaning) throws Problem {
        if (!text.startsWith(word, next)) {
            throw problem("no value");
        }
        next += word.length();
        return meaning;
    }

    private BigDecimal number() throws Problem {
        Matcher number = NUMBER.matcher(text).region(next, text.length());
        if (!number.lookingAt()) {
            throw problem("no value");
        }
        if (number.end() - next > LONGEST_NUMBER) {
            throw problem("a number of more than " + LONGEST_NUMBER + " characters");
        }
        try {
            BigDecimal value = new BigDecimal(number.group());
            next = number.end();
            return value;
        } catch (NumberFormatException e) { // its exponent has too many digits
            throw problem("too great an exponent");
        }
    }

    private void pass(char wanted) throws Problem {
        if (!isPassed(wanted)) {
            throw problem("no " + wanted);
        }
    }

    private boolean isPassed(char wanted) {
        skipBlanks();
        boolean isThere = next < text.length() && text.charAt(next) == wanted;
        next += isThere ? 1 : 0;
        return isThere;
    }

    private void skipBlanks() {
        while (next < text.length() && " \t\r\n".indexOf(text.charAt(next)) >= 0) {
            next++;
        }
    }

    private char peek() throws Problem {
        if (next >= text.length()) {
            throw new Problem("it ends too early");
        }
        return text.charAt(next);
    }

    private Problem problem(String what) {
        return new Problem(at(what));
    }

    private String at(String what) {
        return what + " at character " + (next + 1);
    }
}
