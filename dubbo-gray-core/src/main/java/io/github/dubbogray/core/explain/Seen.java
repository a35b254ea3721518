package io.github.dubbogray.core.explain;

import io.github.dubbogray.core.rule.Condition;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.rule.Source;
import io.github.dubbogray.core.text.Quoted;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What a condition saw in a request. */
public sealed interface Seen {

    /** Returns where it looked, as documents spell it. */
    String source();

    /** Says what was there. */
    String describe();

    /** A value was there. */
    record Value(String source, String value) implements Seen {
        @Override
        public String describe() {
            return source + " is " + Quoted.of(value);
        }
    }

    /** A value was there that has too many characters for the regular expression it is held against. */
    record TooLong(String source, int length) implements Seen {
        @Override
        public String describe() {
            return source + " has " + length + " characters, too many for the expression";
        }
    }

    /** Something without a text was there, such as a list. */
    record NoText(String source) implements Seen {
        @Override
        public String describe() {
            return source + " has no text";
        }
    }

    /** Nothing was there. */
    record Nothing(String source) implements Seen {
        @Override
        public String describe() {
            return source + " is absent";
        }
    }

    /** Returns what a failing condition saw; of alternatives, what the first failing part of each saw. */
    static List<Seen> by(Condition failing, Request request) {
        if (failing instanceof Condition.Leaf leaf) {
            return List.of(by(leaf, request));
        }
        Stream<Condition> alternatives = failing instanceof Condition.Any any
                ? any.alternatives().stream().map(alternative -> alternative.firstFailing(request))
                : Stream.empty();
        return alternatives
                .filter(Objects::nonNull)
                .flatMap(part -> by(part, request).stream())
                .distinct()
                .toList();
    }

    private static Seen by(Condition.Leaf leaf, Request request) {
        String value = leaf.source().valueIn(request);
        boolean tooLong = value != null
                && leaf instanceof Condition.Matches matches
                && matches.matcher().isTooLong(value);
        return tooLong ? new TooLong(leaf.source().spelling(), value.length()) : at(leaf.source(), request);
    }

    private static Seen at(Source source, Request request) {
        String value = source.valueIn(request);
        if (value != null) {
            return new Value(source.spelling(), value);
        }
        return source.isIn(request) ? new NoText(source.spelling()) : new Nothing(source.spelling());
    }
}
