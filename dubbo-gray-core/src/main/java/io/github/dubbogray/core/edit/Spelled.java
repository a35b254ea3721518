package io.github.dubbogray.core.edit;

import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.text.JsonObject;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a text is written where another one stands: in the same quotes, or without, and where it would be read as something
 * else then, in double quotes as JSON has them, which are YAML's too.
 */
final class Spelled {

    /** What needs no quotes, wherever it stands in a document; digits first may be a number or a date. */
    private static final Pattern PLAIN = Pattern.compile("\\p{L}(?:[\\p{L}\\p{N}_./ -]*[\\p{L}\\p{N}_./-])?");

    /** What some readers of YAML take for a truth value, a number or nothing. */
    private static final Set<String> WORDS =
            Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf");

    private static final char SINGLE = '\'';

    private Spelled() {}

    /** Returns how a value becomes this text. Lines of a block stay lines of a block. */
    static Replacement text(String document, YamlItem.Scalar now, String text) {
        return switch (now.style()) {
            case PLAIN -> isPlain(text) ? Replacement.of(document, now, text) : quoted(document, now, text);
            case QUOTED -> inQuotes(document, now, text);
            case BLOCK -> Replacement.of(document, now, text);
        };
    }

    private static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT));
    }

    private static Replacement inQuotes(String document, YamlItem.Scalar now, String text) {
        boolean isSingle = document.charAt(now.range().start()) == SINGLE;
        return isSingle && text.chars().noneMatch(Character::isISOControl)
                ? Replacement.of(document, now, text.replace("'", "''"))
                : quoted(document, now, text);
    }

    private static Replacement quoted(String document, YamlItem.Scalar now, String text) {
        return new Replacement(now.place(), now.range().start(), now.range().in(document), JsonObject.quoted(text));
    }
}
