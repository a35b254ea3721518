package io.github.dubbogray.core.health.watch;

import io.github.dubbogray.core.text.DurationText;
import io.github.dubbogray.core.text.PercentText;
import java.time.Duration;

/** Somebody was taken out, or comes back; with the numbers that led to it. */
public sealed interface HealthEvent {

    /** Returns the lane that it is about, or whose instance it is about. */
    String lane();

    /** Says what happened, and why, in one line. */
    String describe();

    /** Returns whether it takes somebody out. */
    default boolean takesOut() {
        return false;
    }

    /** One that is about an instance of the lane. */
    sealed interface OfInstance extends HealthEvent {

        /** Returns the instance's name. */
        String instance();
    }

    /**
     * An instance was taken out for how its calls ended.
     *
     * @param ejections how many in a row this one makes
     * @param lasting how long it is out
     */
    record InstanceEjected(String lane, String instance, Evidence evidence, int ejections, Duration lasting)
            implements OfInstance {
        @Override
        public boolean takesOut() {
            return true;
        }

        @Override
        public String describe() {
            return instance + " of lane " + lane + " is ejected for " + DurationText.of(lasting) + ": "
                    + evidence.describe("the others");
        }
    }

    /**
     * An instance was taken out for not answering probes.
     *
     * @param probes how many in a row
     */
    record InstanceUnanswering(String lane, String instance, int probes) implements OfInstance {
        @Override
        public boolean takesOut() {
            return true;
        }

        @Override
        public String describe() {
            return instance + " of lane " + lane + " is ejected until it answers: " + probes
                    + " probes in a row had no answer";
        }
    }

    /** An instance is in service again, with fresh counters. */
    record InstanceReturned(String lane, String instance, Cause cause) implements OfInstance {

        /** What brought it back. */
        public enum Cause {
            /** Its time is over. */
            TIME("its time is over"),
            /** It answered a probe. */
            ANSWER("it answered a probe"),
            /** The lane has become so small that no more may be out. */
            CAP("no more of the lane may be out");

            private final String words;

            Cause(String words) {
                this.words = words;
            }
        }

        @Override
        public String describe() {
            return instance + " of lane " + lane + " is back: " + cause.words;
        }
    }

    /** Why it is not known any more who is out. */
    enum Forgetting {
        /** The registry does not list it any more, or an operator took it out there. */
        GONE("it is gone from the registry"),
        /** No document asks for it any more, or one asks otherwise and judging began anew. */
        UNWATCHED("the document in force does not watch it as before");

        private final String words;

        Forgetting(String words) {
            this.words = words;
        }
    }

    /** An instance was out, and is not any more, without having come back. */
    record InstanceForgotten(String lane, String instance, Forgetting why) implements OfInstance {
        @Override
        public String describe() {
            return instance + " of lane " + lane + " is not ejected any more: " + why.words;
        }
    }

    /** A lane was tripped, half open or returning, and is not any more, as it is not watched as before. */
    record LaneForgotten(String lane) implements HealthEvent {
        @Override
        public String describe() {
            return "lane " + lane + " is not tripped any more: " + Forgetting.UNWATCHED.words;
        }
    }

    /**
     * A lane was taken out.
     *
     * @param openFor how long it gets no calls
     */
    record LaneTripped(String lane, Evidence evidence, Duration openFor) implements HealthEvent {
        @Override
        public boolean takesOut() {
            return true;
        }

        @Override
        public String describe() {
            return "lane " + lane + " is tripped for " + DurationText.of(openFor) + ": " + evidence.describe("stable");
        }
    }

    /**
     * A tripped lane is given a few calls.
     *
     * @param calls how many
     */
    record LaneProbed(String lane, int calls) implements HealthEvent {
        @Override
        public String describe() {
            return "lane " + lane + " is half open: " + calls + " calls are let through";
        }
    }

    /**
     * A lane gets back a part of its keys.
     *
     * @param basisPoints the part
     */
    record LaneReturning(String lane, int basisPoints) implements HealthEvent {
        @Override
        public String describe() {
            return "lane " + lane + " returns with " + PercentText.of(basisPoints) + " of its keys";
        }
    }

    /** A lane is as it was before it was tripped. */
    record LaneReturned(String lane) implements HealthEvent {
        @Override
        public String describe() {
            return "lane " + lane + " is back";
        }
    }
}
