package io.github.dubbogray.grayctl.top;

import java.time.Instant;
import java.util.Optional;

/** What is known, and how well. */
public sealed interface View {

    /** Returns the last snapshot; empty if there never was one. */
    Optional<Snapshot> last();

    /** Returns this after a look that failed: what was seen before is old from then on. */
    View failed(String why);

    /** Nothing yet. */
    record Nothing(String why) implements View {
        @Override
        public Optional<Snapshot> last() {
            return Optional.empty();
        }

        @Override
        public View failed(String other) {
            return new Nothing(other);
        }
    }

    /**
     * The application that was shown has no document any more; no key changes another one until it is shown.
     *
     * @param place where it was
     */
    record Gone(String application, String place) implements View {
        @Override
        public Optional<Snapshot> last() {
            return Optional.empty();
        }

        @Override
        public View failed(String why) {
            return new Nothing(why);
        }
    }

    /** What was seen at the last look. */
    record Current(Snapshot snapshot, Place place) implements View {
        @Override
        public Optional<Snapshot> last() {
            return Optional.of(snapshot);
        }

        @Override
        public View failed(String why) {
            return new Old(snapshot, place, snapshot.at(), why);
        }
    }

    /**
     * Figures that are old.
     *
     * @param since when they were seen
     * @param why the last look failed, a sentence
     */
    record Old(Snapshot snapshot, Place place, Instant since, String why) implements View {
        @Override
        public Optional<Snapshot> last() {
            return Optional.of(snapshot);
        }

        @Override
        public View failed(String other) {
            return new Old(snapshot, place, since, other);
        }
    }

    /**
     * Which of the applications is shown.
     *
     * @param number from 1
     */
    record Place(int number, int all) {}
}
