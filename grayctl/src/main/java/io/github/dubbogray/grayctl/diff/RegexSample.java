package io.github.dubbogray.grayctl.diff;

import io.github.dubbogray.core.rule.regex.Regex;
import java.util.Optional;

/**
 * A text that a regular expression matches, for plain ones: characters, classes, groups, alternatives and repetitions. It is
 * the shortest there is, or about that; a text that does not match after all is not given.
 */
final class RegexSample {

    private final String regex;
    private int next;

    private RegexSample(String regex) {
        this.regex = regex;
    }

    static Optional<String> of(Regex regex) {
        try {
            return Optional.of(new RegexSample(regex.toString()).alternatives()).filter(regex::matches);
        } catch (IndexOutOfBoundsException | NumberFormatException e) { // something that is not read here
            return Optional.empty();
        }
    }

    /** Takes the first alternative, and passes by the others. */
    private String alternatives() {
        String first = sequence();
        while (next < regex.length() && regex.charAt(next) == '|') {
            next++;
            sequence();
        }
        return first;
    }

    private String sequence() {
        StringBuilder text = new StringBuilder();
        while (next < regex.length() && regex.charAt(next) != '|' && regex.charAt(next) != ')') {
            String one = one();
            text.append(one.repeat(times()));
        }
        return text.toString();
    }

    private String one() {
        char c = regex.charAt(next++);
        return switch (c) {
            case '(' -> group();
            case '[' -> charClass();
            case '\\' -> escaped(regex.charAt(next++));
            case '.' -> "a";
            case '^', '$' -> "";
            default -> String.valueOf(c);
        };
    }

    private String group() {
        if (regex.startsWith("?:", next)) {
            next += 2;
        }
        String text = alternatives();
        next++;
        return text;
    }

    /** Takes the first character of the class; of a negated one, a character that is hardly in it. */
    private String charClass() {
        boolean isNegated = regex.charAt(next) == '^';
        next += isNegated ? 1 : 0;
        char c = regex.charAt(next++);
        String first = c == '\\' ? escaped(regex.charAt(next++)) : String.valueOf(c);
        next = regex.indexOf(']', next) + 1;
        return isNegated ? "~" : first;
    }

    private static String escaped(char c) {
        return switch (c) {
            case 'd' -> "7";
            case 'w', 'D' -> "a";
            case 's' -> " ";
            case 'S', 'W' -> "~";
            default -> String.valueOf(c);
        };
    }

    /** How often the shortest text has what stands before; {@code +} and {@code {2,5}} say at least how often. */
    private int times() {
        char c = next < regex.length() ? regex.charAt(next) : 0;
        int times = 1;
        if (c == '*' || c == '?' || c == '+') {
            times = c == '+' ? 1 : 0;
            next++;
        } else if (c == '{') {
            int end = regex.indexOf('}', next);
            times = Integer.parseInt(regex.substring(next + 1, end).split(",", -1)[0]);
            next = end + 1;
        } else {
            return times;
        }
        next += next < regex.length() && regex.charAt(next) == '?' ? 1 : 0;
        return times;
    }
}
