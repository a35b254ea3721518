package io.github.dubbogray.core.rule.argument;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text that rules compare a value by. */
final class PlainText {

    private PlainText() {}

    /** The text of a long number takes time with the square of its digits, and no rule asks for so many. */
    private static final int LONGEST_NUMBER_BITS = 1_024;

    /**
     * Returns {@link String#valueOf}, of an enum constant its name; null for null, maps, collections, arrays and numbers of more
     * than {@value #LONGEST_NUMBER_BITS} bits.
     */
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
                || value.getClass().isArray()
                || isLong(value);
    }

    private static boolean isLong(Object value) {
        return (value instanceof BigInteger whole && whole.bitLength() > LONGEST_NUMBER_BITS)
                || (value instanceof BigDecimal decimal
                        && decimal.unscaledValue().bitLength() > LONGEST_NUMBER_BITS);
    }
}
