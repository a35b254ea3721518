package io.github.dubbogray.core.release;

import io.github.dubbogray.core.document.Field;
import io.github.dubbogray.core.document.Fields;
import io.github.dubbogray.core.document.ProblemKind;
import io.github.dubbogray.core.document.yaml.YamlItem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A map of which every key must be there: what a program wrote for itself. The first one that is not ends the reading, for
 * there is nobody who would mend them all.
 */
public record KeptFields(Fields fields) {

    /** Ends the reading; what is wrong is among the problems. For whoever reads a whole text to catch. */
    public static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unreadable() {
            super(null, null, false, false);
        }
    }

    /** Reports every key that is none of these. */
    public KeptFields only(String... keys) {
        fields.only(Set.of(keys), Set.of());
        return this;
    }

    /** Reads a text. */
    public String text(String key) {
        return required(key).text().orElseThrow(Unreadable::new);
    }

    /** Reads a name. */
    public String token(String key) {
        return required(key).token("a name").orElseThrow(Unreadable::new);
    }

    /** Reads a whole number from 0. */
    public long number(String key) {
        return number(key, "a whole number from 0", Long.MAX_VALUE);
    }

    /** Reads a whole number from 0 that an {@code int} holds. */
    public int count(String key) {
        return (int) number(key, "a whole number from 0 to " + Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    private long number(String key, String rule, long most) {
        return required(key)
                .as(
                        rule,
                        text -> Optional.of(text)
                                .filter(digits -> digits.matches("\\d{1,18}"))
                                .map(Long::valueOf)
                                .filter(number -> number <= most))
                .orElseThrow(Unreadable::new);
    }

    /** Reads a number as {@link Double#toString} writes it. */
    public double decimal(String key) {
        return required(key).as("a number", KeptFields::decimalOf).orElseThrow(Unreadable::new);
    }

    private static Optional<Double> decimalOf(String text) {
        try {
            return Optional.of(Double.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Reads a map. */
    public KeptFields map(String key) {
        return of(required(key));
    }

    /** Reads a list of maps. */
    public List<KeptFields> list(String key) {
        return required(key).elements().orElseThrow(Unreadable::new).stream()
                .map(KeptFields::of)
                .toList();
    }

    /** Returns the map's values by their keys, which may be any. */
    Map<String, KeptFields> byKey() {
        Map<String, KeptFields> values = new LinkedHashMap<>();
        for (YamlItem.Entry entry : fields.entries()) {
            values.put(entry.key(), of(fields.field(entry)));
        }
        return values;
    }

    /** Reports that a value that can be read cannot be meant. */
    public Unreadable wrong(String key, String message) {
        required(key).wrong(ProblemKind.WRONG_VALUE, message);
        return new Unreadable();
    }

    private Field required(String key) {
        return fields.required(key).orElseThrow(Unreadable::new);
    }

    private static KeptFields of(Field field) {
        return new KeptFields(field.fields().orElseThrow(Unreadable::new));
    }
}
