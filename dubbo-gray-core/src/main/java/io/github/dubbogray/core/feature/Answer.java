package io.github.dubbogray.core.feature;

import io.github.dubbogray.core.text.Quoted;
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

    /** No value; the caller goes on with its own default. */
    sealed interface Failed extends Answer {

        /** Returns why there is none. */
        Failure failure();

        /** Returns what is wrong, naming the switch; made when it is asked for, as hardly anybody does. */
        String message();

        @Override
        default Reason reason() {
            return Reason.ERROR;
        }
    }

    /** There is no switch of this name. */
    record Missing(String name, Switches among) implements Failed {

        @Override
        public Failure failure() {
            return Failure.FLAG_NOT_FOUND;
        }

        @Override
        public String message() {
            return "no switch " + Quoted.of(name) + ": "
                    + (among.hasDocument()
                            ? "the document of " + among.application() + ", revision " + among.revision() + ", has none"
                            : among.application() + " has no document of switches");
        }
    }

    /** The switch is of another type than what was asked for. */
    record Mismatched(Switch asked, SwitchType wanted) implements Failed {

        @Override
        public Failure failure() {
            return Failure.TYPE_MISMATCH;
        }

        @Override
        public String message() {
            return "switch '" + asked.name() + "' is of type " + asked.type().spelling() + ", asked for as "
                    + wanted.spelling();
        }
    }

    /** The question was not answered at all: a bug of this library, or an application that is shutting down. */
    record Unanswered(String name, Throwable bug) implements Failed {

        @Override
        public Failure failure() {
            return Failure.GENERAL;
        }

        @Override
        public String message() {
            return "switch " + Quoted.of(name) + " cannot be asked: " + bug;
        }
    }
}
