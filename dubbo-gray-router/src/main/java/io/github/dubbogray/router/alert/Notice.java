package io.github.dubbogray.router.alert;

import io.github.dubbogray.core.health.watch.HealthEvent;
import java.time.Instant;

/** What is told of an incident: that it has begun, or that it is over. */
sealed interface Notice {

    Subject subject();

    /** When it was so. */
    Instant time();

    /** Returns what happened, as one word for programs. */
    String kind();

    /** Says what happened, without the application. */
    String describe();

    /**
     * An incident has begun.
     *
     * @param news what took the subject out
     */
    record Begun(Subject subject, HealthEvent news, Instant time) implements Notice {
        @Override
        public String kind() {
            if (news instanceof HealthEvent.LaneTripped) {
                return "lane-tripped";
            }
            return news instanceof HealthEvent.InstanceEjected ? "instance-ejected" : "instance-unanswering";
        }

        @Override
        public String describe() {
            return news.describe();
        }
    }

    /** An incident is over. */
    record Over(Subject subject, Ending ending, Instant time) implements Notice {

        /** How it ended. */
        enum Ending {
            /** The subject came back and stayed. */
            RETURNED("is back, and has stayed so"),
            /** The subject is not out, and nobody said that it came back. */
            GONE("is not watched any more: it is gone, or the document says something else of it now");

            private final String words;

            Ending(String words) {
                this.words = words;
            }
        }

        @Override
        public String kind() {
            if (ending == Ending.GONE) {
                return "gone";
            }
            return subject instanceof Subject.OfLane ? "lane-returned" : "instance-returned";
        }

        @Override
        public String describe() {
            return subject.describe() + " " + ending.words;
        }
    }
}
