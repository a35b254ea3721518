package io.github.dubbogray.core.rule;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What must hold for a rule to claim a request. An absent value holds only for {@code exists: false}. */
public sealed interface Condition {

    /**
     * Returns the innermost part that fails first, or null if this holds. Of alternatives that all fail, they are the
     * part. Routing and explanation both ask here. Allocates nothing.
     */
    @Nullable Condition firstFailing(Request request);

    /** Says what must hold, for explanations: {@code attachment.user-id in [1001, 1002]}. */
    String describe();

    /** Returns whether this holds for a request. */
    default boolean holdsFor(Request request) {
        return firstFailing(request) == null;
    }

    /** Returns the condition that holds for every request. */
    static Condition always() {
        return new All(List.of());
    }

    /** A condition on one source. */
    sealed interface Leaf extends Condition {

        /** Returns where the value comes from. */
        Source source();
    }

    /** Holds if all parts hold; without parts, always. */
    record All(List<Condition> parts) implements Condition {

        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public @Nullable Condition firstFailing(Request request) {
            for (int i = 0; i < parts.size(); i++) { // no iterator: a decision allocates nothing
                Condition failing = parts.get(i).firstFailing(request);
                if (failing != null) {
                    return failing;
                }
            }
            return null;
        }

        @Override
        public String describe() {
            return parts.isEmpty()
                    ? "every request"
                    : parts.stream().map(Condition::describe).collect(Collectors.joining(" and "));
        }
    }

    /** Holds if at least one alternative holds. */
    record Any(List<Condition> alternatives) implements Condition {

        public Any {
            alternatives = List.copyOf(alternatives);
            if (alternatives.isEmpty()) {
                throw new IllegalArgumentException("no alternatives");
            }
        }

        @Override
        public @Nullable Condition firstFailing(Request request) {
            for (int i = 0; i < alternatives.size(); i++) { // no iterator: a decision allocates nothing
                if (alternatives.get(i).firstFailing(request) == null) {
                    return null;
                }
            }
            return this;
        }

        @Override
        public String describe() {
            return alternatives.stream().map(Condition::describe).collect(Collectors.joining(" or ", "any of (", ")"));
        }
    }

    /** Holds if the source has a value and the value passes; of one that is too long, the request is told. */
    record Matches(Source source, Matcher matcher) implements Leaf {
        @Override
        public @Nullable Condition firstFailing(Request request) {
            String value = source.valueIn(request);
            if (value == null) {
                return this;
            }
            if (matcher.isTooLong(value)) {
                request.foundTooLong(source);
                return this;
            }
            return matcher.matches(value) ? null : this;
        }

        @Override
        public String describe() {
            return source.spelling() + " " + matcher.describe();
        }
    }

    /** Holds if the source has a value. */
    record Present(Source source) implements Leaf {
        @Override
        public @Nullable Condition firstFailing(Request request) {
            return source.isIn(request) ? null : this;
        }

        @Override
        public String describe() {
            return source.spelling() + " exists";
        }
    }

    /** Holds if the source has no value. */
    record Absent(Source source) implements Leaf {
        @Override
        public @Nullable Condition firstFailing(Request request) {
            return source.isIn(request) ? this : null;
        }

        @Override
        public String describe() {
            return source.spelling() + " is absent";
        }
    }
}
