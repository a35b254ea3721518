package io.github.dubbogray.core.feature;

import java.util.Optional;

/** The answer of the switches to a question (clause S1). */
public sealed interface Answer {

    /** Returns why it is this answer. */
    Reason reason();

    /** A value. */
    sealed interface Given extends Answer {

        /** Returns what is given. */
        Variant variant();

        /** Returns the id of the rule that gave it; empty where none did. */
        default Optional<String> rule() {
            return Optional.empty();
        }
    }

    /** A rule gives this to all whom it claims. */
    record Targeted(Variant variant, String ruleId) implements Given {

        @Override
        public Reason reason() {
            return Reason.TARGETING_MATCH;
        }

        @Override
        public Optional<String> rule() {
            return Optional.of(ruleId);
        }
    }

    /** A rule gives this to a share of those whom it claims. */
    record Shared(Variant variant, String ruleId) implements Given {

        @Override
        public Reason reason() {
            return Reason.SPLIT;
        }

        @Override
        public Optional<String> rule() {
            return Optional.of(ruleId);
        }
    }

    /** No rule claims the request. */
    record Default(Variant variant) implements Given {

        @Override
        public Reason reason() {
            return Reason.DEFAULT;
        }
    }

    /** The switch is off. */
    record Disabled(Variant variant) implements Given {

        @Override
        public Reason reason() {
            return Reason.DISABLED;
        }
    }

    /**
     * No value; the caller goes on with its own default.
     *
     * @param message what is wrong, naming the switch
     */
    record Failed(Failure failure, String message) implements Answer {

        @Override
        public Reason reason() {
            return Reason.ERROR;
        }
    }
}
