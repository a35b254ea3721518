package io.github.dubbogray.core.feature;

import io.github.dubbogray.core.text.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a switch gives; immutable. */
public sealed interface SwitchValue {

    /** Returns the value as JSON, in one line. */
    String toJson();

    /** Returns the value as people write it: a text without quotes, everything else as JSON. */
    default String describe() {
        return toJson();
    }

    /** Of a boolean switch. */
    record Truth(boolean value) implements SwitchValue {

        @Override
        public String toJson() {
            return Boolean.toString(value);
        }
    }

    /** Of an integer switch. */
    record Whole(long value) implements SwitchValue {

        @Override
        public String toJson() {
            return Long.toString(value);
        }
    }

    /** Of a number switch. */
    record Decimal(double value) implements SwitchValue {

        private static final double EXACT = 1e15;

        public Decimal {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("value is " + value + ", must be a number");
            }
            value = value + 0.0; // minus zero is zero: two spellings of one number are one value
        }

        @Override
        public String toJson() {
            return value == Math.rint(value) && Math.abs(value) < EXACT
                    ? Long.toString((long) value)
                    : Double.toString(value);
        }
    }

    /** Of a string switch. */
    record Text(String value) implements SwitchValue {

        @Override
        public String toJson() {
            return JsonObject.quoted(value);
        }

        @Override
        public String describe() {
            return value;
        }
    }

    /** A map of an object switch, in the order of the text. */
    record Structure(Map<String, SwitchValue> values) implements SwitchValue {

        public Structure {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        @Override
        public String toJson() {
            return values.entrySet().stream()
                    .map(entry -> JsonObject.quoted(entry.getKey()) + ":"
                            + entry.getValue().toJson())
                    .collect(Collectors.joining(",", "{", "}"));
        }
    }

    /** A list of an object switch. */
    record Listing(List<SwitchValue> values) implements SwitchValue {

        public Listing {
            values = List.copyOf(values);
        }

        @Override
        public String toJson() {
            return values.stream().map(SwitchValue::toJson).collect(Collectors.joining(",", "[", "]"));
        }
    }

    /** A key without a value, inside an object switch. */
    record Nothing() implements SwitchValue {

        @Override
        public String toJson() {
            return "null";
        }
    }
}
