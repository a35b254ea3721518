package io.github.dubbogray.core.document.yaml;

import io.github.dubbogray.core.text.Quoted;
import java.util.List;

/** A piece of YAML with its place. Scalars keep the text as it was typed: {@code 1.0} is not a number here. */
public sealed interface YamlItem {

    /** Returns where the item begins. */
    Place place();

    /** Says what kind of item it is, for messages. */
    String describe();

    /** A text, number or truth value. */
    record Scalar(String text, Place place) implements YamlItem {
        @Override
        public String describe() {
            return Quoted.of(text);
        }
    }

    /** A key without a value, or {@code null}. */
    record Nothing(Place place) implements YamlItem {
        @Override
        public String describe() {
            return "nothing";
        }
    }

    /** An alias: a fault of its own, whatever is wanted in its place. */
    record Unreadable(Place place) implements YamlItem {
        @Override
        public String describe() {
            return "an alias";
        }
    }

    /** A list. */
    record Listing(List<YamlItem> items, Place place) implements YamlItem {

        public Listing {
            items = List.copyOf(items);
        }

        @Override
        public String describe() {
            return "a list";
        }
    }

    /** Keys and values in the order of the text, no key twice. */
    record Mapping(List<Entry> entries, Place place) implements YamlItem {

        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String describe() {
            return "a map";
        }
    }

    /** A key and its value. */
    record Entry(String key, Place place, YamlItem value) {}
}
