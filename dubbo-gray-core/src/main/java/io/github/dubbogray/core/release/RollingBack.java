package io.github.dubbogray.core.release;

import io.github.dubbogray.core.release.Action.Level;

/** The lane's share becomes nothing. */
public sealed interface RollingBack extends ReleaseState {

    /** Returns why. */
    String reason();

    @Override
    default String phase() {
        return "rolling-back";
    }

    @Override
    default Level level() {
        return Level.CRITICAL;
    }

    /** It is being published. An operator's edit meanwhile is kept, and the share taken out of what it has made. */
    record Publishing(int step, String reason, Publication publication) implements RollingBack {
        @Override
        public String id() {
            return "rolling-back/publishing";
        }

        @Override
        public Move next(Situation now) {
            return now.isOn(publication.to())
                    ? Move.to(
                            new Spreading(step, reason, publication.to(), now.millis()), "the share of 0% is published")
                    : now.rollBack(step, reason);
        }
    }

    /**
     * The document cannot be changed, as where it has errors; tried again as soon as it can.
     *
     * @param obstacle what is in the way
     */
    record Blocked(int step, String reason, String obstacle) implements RollingBack {
        @Override
        public String id() {
            return "rolling-back/blocked";
        }

        @Override
        public String phase() {
            return id();
        }

        @Override
        public Move next(Situation now) {
            return now.rollBack(step, reason);
        }
    }

    /**
     * Not all consumers go by it yet.
     *
     * @param revision the document that says so
     * @param sinceMillis since when it is published
     */
    record Spreading(int step, String reason, String revision, long sinceMillis) implements RollingBack {
        @Override
        public String id() {
            return "rolling-back/spreading";
        }

        @Override
        public Move next(Situation now) {
            if (now.isEdited(revision)) {
                return now.rollBack(step, reason); // whoever edited may not have known
            }
            String seen = now.consumersOn(revision);
            if (now.isEverywhere(revision)) {
                return Move.to(new RolledBack(step, reason), seen);
            }
            return now.isUndecidedFor(sinceMillis)
                    ? Move.to(new RolledBack(step, reason), "not taken over by all: " + seen)
                    : Move.to(this, "waits for consumers: " + seen);
        }
    }
}
