package io.github.dubbogray.core.feature;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What kind of value a switch gives. */
public enum SwitchType {
    /** True or false. */
    BOOLEAN,

    /** A whole number of 64 bits. */
    INTEGER,

    /** A decimal number, as a {@code double} holds it. */
    NUMBER,

    /** A text. */
    STRING,

    /** Anything a document can hold: a map, a list or one of the others. */
    OBJECT;

    /** Returns the type as documents spell it: {@code boolean}. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the type that a document spells so, or empty if there is none. */
    public static Optional<SwitchType> of(String spelling) {
        return Stream.of(values())
                .filter(type -> type.spelling().equals(spelling))
                .findFirst();
    }
}
