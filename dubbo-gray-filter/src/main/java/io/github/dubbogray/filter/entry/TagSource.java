package io.github.dubbogray.filter.entry;

import io.github.dubbogray.core.baggage.W3cBaggage;
import io.github.dubbogray.core.tag.Tag;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a request may have its tag. */
sealed interface TagSource {

    /** Returns the tag texts found there; blank ones count as absent. */
    List<String> textsIn(EntryRequest request);

    /** Returns whether a tag can come from there; where one label is expected, others must not come along. */
    default boolean mayGive(Tag tag) {
        return true;
    }

    /** Says where it is: {@code header x-gray-version}. */
    String describe();

    /** What a value stands for. */
    sealed interface Meaning {

        /** Returns the tag text that a value stands for. */
        String tagOf(String value);

        /** Returns whether it can stand for a tag. */
        boolean mayBe(Tag tag);

        /** Any tag, spelled as in {@code x-gray-tag}. */
        record WholeTag() implements Meaning {
            @Override
            public String tagOf(String value) {
                return value;
            }

            @Override
            public boolean mayBe(Tag tag) {
                return true;
            }
        }

        /** The value of one label. */
        record Label(String key) implements Meaning {
            @Override
            public String tagOf(String value) {
                return key + "=" + value;
            }

            @Override
            public boolean mayBe(Tag tag) {
                return tag instanceof Tag.Pairs pairs
                        && pairs.labels().toMap().keySet().equals(Set.of(key));
            }
        }
    }

    /** A header. */
    record Header(String name, Meaning meaning) implements TagSource {

        /** The one that a tag has from hop to hop. */
        static final Header CANONICAL = new Header(Tag.KEY, new Meaning.WholeTag());

        @Override
        public List<String> textsIn(EntryRequest request) {
            List<String> values = request.headers(name);
            return values.isEmpty() ? values : present(values);
        }

        private List<String> present(List<String> values) {
            return values.stream()
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .map(meaning::tagOf)
                    .toList();
        }

        @Override
        public boolean mayGive(Tag tag) {
            return meaning.mayBe(tag);
        }

        @Override
        public String describe() {
            return "header " + name;
        }
    }

    /** A cookie with any tag, percent-encoded or not: nothing of a tag is changed by decoding it. */
    record Cookie(String name) implements TagSource {
        @Override
        public List<String> textsIn(EntryRequest request) {
            List<String> values = Cookies.valuesIn(request.headers(Cookies.HEADER), name);
            if (values.size() > 1) {
                return values;
            }
            String value = request.cookie(name);
            return value == null ? List.of() : oneOrNone(Cookies.decoded(value));
        }

        @Override
        public String describe() {
            return "cookie " + name;
        }
    }

    /** A parameter of the query with any tag. */
    record Query(String name) implements TagSource {
        @Override
        public List<String> textsIn(EntryRequest request) {
            return oneOrNone(request.query(name));
        }

        @Override
        public String describe() {
            return "query parameter " + name;
        }
    }

    /**
     * The header {@code baggage}, under the key that a tag has everywhere. Not a tracer's current baggage: on a thread that has
     * a tag already that is the tag's mirror.
     */
    record Baggage() implements TagSource {
        @Override
        public List<String> textsIn(EntryRequest request) {
            List<String> headers = request.headers(W3cBaggage.HEADER);
            return headers.isEmpty() ? headers : oneOrNone(W3cBaggage.value(String.join(",", headers), Tag.KEY));
        }

        @Override
        public String describe() {
            return "baggage " + Tag.KEY;
        }
    }

    private static List<String> oneOrNone(@Nullable String value) {
        return value == null || value.isBlank() ? List.of() : List.of(value.strip());
    }
}
