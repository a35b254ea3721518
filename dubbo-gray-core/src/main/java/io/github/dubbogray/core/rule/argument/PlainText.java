package io.github.dubbogray.core.rule.argument;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text that rules compare a value by. */
final class PlainText {

    private PlainText() {}

    /** Returns {@link String#valueOf}, of an enum constant its name; null for null, maps, collections and arrays. */
    static @Nullable String of(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Enum<?> constant) {
            return constant.name(); // what a generic call sends in its place
        }
        return value == null || hasNoText(value) ? null : value.toString();
    }

    private static boolean hasNoText(Object value) {
        return value instanceof Map
                || value instanceof Collection
                || value.getClass().isArray();
    }
}
