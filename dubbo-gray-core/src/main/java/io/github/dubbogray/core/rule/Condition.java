package io.github.dubbogray.core.rule;

import java.util.List;

/** What must hold for a rule to claim a request. An absent value holds only for {@code exists: false}. */
public sealed interface Condition {

    /** Returns whether this holds for a request. */
    boolean holdsFor(Request request);

    /** Holds for every request. */
    Condition ALWAYS = new All(List.of());

    /** Holds if all parts hold; without parts, always. */
    record All(List<Condition> parts) implements Condition {

        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean holdsFor(Request request) {
            for (int i = 0; i < parts.size(); i++) { // no iterator: a decision allocates nothing
                if (!parts.get(i).holdsFor(request)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Holds if the source has a value and the value passes. */
    record Matches(Source source, Matcher matcher) implements Condition {
        @Override
        public boolean holdsFor(Request request) {
            String value = source.valueIn(request);
            return value != null && matcher.matches(value);
        }
    }

    /** Holds if the source has a value. */
    record Present(Source source) implements Condition {
        @Override
        public boolean holdsFor(Request request) {
            return source.valueIn(request) != null;
        }
    }

    /** Holds if the source has no value. */
    record Absent(Source source) implements Condition {
        @Override
        public boolean holdsFor(Request request) {
            return source.valueIn(request) == null;
        }
    }
}
