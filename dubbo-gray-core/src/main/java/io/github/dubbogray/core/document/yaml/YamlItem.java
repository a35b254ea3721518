package io.github.dubbogray.core.document.yaml;

import io.github.dubbogray.core.text.Quoted;
import java.util.List;

/** A piece of YAML with its place. Scalars keep the text as it was typed: {@code 1.0} is not a number here. */
public sealed interface YamlItem {

    /** Returns where the item begins. */
    Place place();

    /** Says what kind of item it is, for messages. */
    String describe();

    /**
     * A text, number or truth value.
     *
     * @param range where it stands, with its quotes if it has any
     */
    record Scalar(String text, Place place, TextRange range, ScalarStyle style) implements YamlItem {

        /**
         * Returns where its characters stand: inside of its quotes, in the lines of its block, or all of it.
         *
         * @param read the text that it was read from, which had no faults
         */
        public TextRange spelling(String read) {
            return switch (style) {
                case PLAIN -> range;
                case QUOTED -> new TextRange(range.start() + 1, range.end() - 1);
                case BLOCK -> new TextRange(YamlLines.endOf(read, range.start()), range.end()).stripped(read);
            };
        }

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
    record Mapping(List<Entry> entries, Place place, MappingStyle style) implements YamlItem {

        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String describe() {
            return "a map";
        }
    }

    /** A key and its value. */
    record Entry(Scalar name, YamlItem value) {

        /** Returns the key. */
        public String key() {
            return name.text();
        }

        /** Returns where the key begins. */
        public Place place() {
            return name.place();
        }
    }

    /** How a scalar is written. */
    enum ScalarStyle {
        /** As it is. */
        PLAIN,
        /** In single or double quotes. */
        QUOTED,
        /** In lines of its own, behind {@code |} or {@code >}. */
        BLOCK
    }

    /** How a map is written. */
    enum MappingStyle {
        /** In lines, by indentation. */
        BLOCK,
        /** In braces. */
        FLOW
    }
}
