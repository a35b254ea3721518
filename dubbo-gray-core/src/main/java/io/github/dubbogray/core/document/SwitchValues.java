package io.github.dubbogray.core.document;

import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.feature.SwitchType;
import io.github.dubbogray.core.feature.SwitchValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads values of switches. */
final class SwitchValues {

    private static final Pattern WHOLE = Pattern.compile("[-+]?\\d{1,19}");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,3})?");
    private static final int MAX_DIGITS = 400;

    private SwitchValues() {}

    /** Reads a value of a type; of another, which is reported, nothing. */
    static Optional<SwitchValue> read(SwitchType type, Field field) {
        return switch (type) {
            case OBJECT -> Optional.of(any(field.item()));
            default -> field.as(expected(type), text -> ofText(type, text));
        };
    }

    /** Says what a value of a type looks like. */
    static String expected(SwitchType type) {
        return switch (type) {
            case BOOLEAN -> "true or false";
            case INTEGER -> "a whole number of at most 64 bits";
            case NUMBER -> "a decimal number";
            case STRING -> "a text";
            case OBJECT -> "the name of a variant";
        };
    }

    /** Returns the value that a text is; empty if it is none of the type, and for objects, which are no texts. */
    static Optional<SwitchValue> ofText(SwitchType type, String text) {
        return switch (type) {
            case BOOLEAN -> truth(text);
            case INTEGER -> whole(text);
            case NUMBER -> decimal(text);
            case STRING -> Optional.of(new SwitchValue.Text(text));
            case OBJECT -> Optional.empty();
        };
    }

    private static Optional<SwitchValue> truth(String text) {
        return switch (text) {
            case "true" -> Optional.of(new SwitchValue.Truth(true));
            case "false" -> Optional.of(new SwitchValue.Truth(false));
            default -> Optional.empty();
        };
    }

    private static Optional<SwitchValue> whole(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SwitchValue.Whole(Long.parseLong(text)));
        } catch (NumberFormatException e) { // nineteen digits may be more than 64 bits hold
            return Optional.empty();
        }
    }

    private static Optional<SwitchValue> decimal(String text) {
        if (text.length() > MAX_DIGITS || !DECIMAL.matcher(text).matches()) {
            return Optional.empty();
        }
        double value = Double.parseDouble(text);
        return Double.isFinite(value) ? Optional.of(new SwitchValue.Decimal(value)) : Optional.empty();
    }

    /** What is not in quotes is a truth value or a number if it looks like one. */
    private static SwitchValue any(YamlItem item) {
        if (item instanceof YamlItem.Mapping mapping) {
            Map<String, SwitchValue> values = new LinkedHashMap<>();
            mapping.entries().forEach(entry -> values.put(entry.key(), any(entry.value())));
            return new SwitchValue.Structure(values);
        }
        if (item instanceof YamlItem.Listing listing) {
            return new SwitchValue.Listing(
                    listing.items().stream().map(SwitchValues::any).toList());
        }
        return item instanceof YamlItem.Scalar scalar ? scalar(scalar) : new SwitchValue.Nothing();
    }

    private static SwitchValue scalar(YamlItem.Scalar scalar) {
        String text = scalar.text();
        return scalar.style() == YamlItem.ScalarStyle.PLAIN
                ? truth(text).or(() -> whole(text)).or(() -> decimal(text)).orElse(new SwitchValue.Text(text))
                : new SwitchValue.Text(text);
    }
}
