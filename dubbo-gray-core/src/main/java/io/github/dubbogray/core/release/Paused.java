package io.github.dubbogray.core.release;

import io.github.dubbogray.core.release.Action.Level;

/** Nothing moves until an operator says so. */
public sealed interface Paused extends ReleaseState {

    /** Returns why. */
    String reason();

    @Override
    default Level level() {
        return Level.WARNING;
    }

    /** The document is as the release has left it, so the step is judged, and a breach rolls it back (clause L3). */
    record Watched(Watch watch, String reason) implements Paused, Judged {
        @Override
        public String id() {
            return "paused/watched";
        }

        @Override
        public Move next(Situation now) {
            return now.judged(watch, (later, verdict) -> Move.to(new Watched(later, reason), reason));
        }
    }

    /** A breach is known, and the plan leaves it to an operator what to do. */
    record Breached(int step, String reason) implements Paused {
        @Override
        public String id() {
            return "paused/breached";
        }

        @Override
        public Level level() {
            return Level.CRITICAL;
        }

        @Override
        public Move next(Situation now) {
            return Move.to(this, reason);
        }
    }

    /** Nothing is judged: the document is an operator's (clause L1), or no step was published as yet. */
    record Unwatched(int step, String reason) implements Paused {
        @Override
        public String id() {
            return "paused/unwatched";
        }

        @Override
        public Move next(Situation now) {
            return Move.to(this, reason);
        }
    }
}
