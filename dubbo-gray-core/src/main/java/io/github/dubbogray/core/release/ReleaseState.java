package io.github.dubbogray.core.release;

import io.github.dubbogray.core.release.Action.Level;
import io.github.dubbogray.core.release.verdict.Verdict;
import java.util.Optional;

/**
 * Where a release is: pending → running its steps, one after the other → promoted; with an approval between two steps, and
 * inconclusive where a step's time is over without a decision. From everywhere to paused and to rolling back → rolled back.
 * Each state says which comes next; the same state and the same observation give the same answer, whoever asks.
 */
public sealed interface ReleaseState
        permits ReleaseState.Pending,
                RunningStep,
                Judged,
                Paused,
                RollingBack,
                ReleaseState.Promoted,
                ReleaseState.RolledBack {

    /** Returns the step that the release is at, from 1; 0 before the first. */
    int step();

    /** Returns what the state is called where states are named. */
    String id();

    /** Returns the part of its id that people are told of: {@code running}, whatever of a step is done just now. */
    default String phase() {
        return id();
    }

    /** Returns what is judged in this state; empty where nothing is. */
    default Optional<Watch> watched() {
        return Optional.empty();
    }

    /** Returns how much people should care that it came to this state. */
    Level level();

    /** Returns where the release is from now on. */
    Move next(Situation now);

    /** Returns whether nothing will change any more. */
    default boolean isFinal() {
        return false;
    }

    /** Nothing is published yet. */
    record Pending() implements ReleaseState {
        @Override
        public int step() {
            return 0;
        }

        @Override
        public String id() {
            return "pending";
        }

        @Override
        public Level level() {
            return Level.INFO;
        }

        @Override
        public Move next(Situation now) {
            return now.enter(1, "the release begins");
        }
    }

    /** The step is proven, and an operator has to say yes to the next one. It is judged all the same (clause L3). */
    record WaitingForApproval(Watch watch) implements Judged {
        @Override
        public String id() {
            return "waiting-for-approval";
        }

        @Override
        public Level level() {
            return Level.INFO;
        }

        @Override
        public Move next(Situation now) {
            return now.judged(
                    watch, (later, verdict) -> Move.to(new WaitingForApproval(later), "waits for an approval"));
        }
    }

    /**
     * The step's time is over, and it is neither breached nor proven. It is judged further.
     *
     * @param sinceMillis since when it is
     */
    record Inconclusive(Watch watch, long sinceMillis) implements Judged {
        @Override
        public String id() {
            return "inconclusive";
        }

        @Override
        public Level level() {
            return Level.WARNING;
        }

        @Override
        public Move next(Situation now) {
            return now.judged(watch, (later, verdict) -> {
                if (verdict instanceof Verdict.Proven) {
                    return now.proven(later, verdict.reason());
                }
                return now.isUndecidedFor(sinceMillis)
                        ? now.giveUp(later, "not decided in time: " + verdict.reason())
                        : Move.to(new Inconclusive(later, sinceMillis), verdict.reason());
            });
        }
    }

    /** The lane has everything, and the document says nothing of a release any more. */
    record Promoted(int step) implements ReleaseState {
        @Override
        public String id() {
            return "promoted";
        }

        @Override
        public Level level() {
            return Level.INFO;
        }

        @Override
        public Move next(Situation now) {
            return Move.to(this, "the release is over");
        }

        @Override
        public boolean isFinal() {
            return true;
        }
    }

    /**
     * The lane's share is nothing.
     *
     * @param step at which it was rolled back
     * @param reason why
     */
    record RolledBack(int step, String reason) implements ReleaseState {
        @Override
        public String id() {
            return "rolled-back";
        }

        @Override
        public Level level() {
            return Level.INFO;
        }

        @Override
        public Move next(Situation now) {
            return Move.to(this, "the release is over");
        }

        @Override
        public boolean isFinal() {
            return true;
        }
    }
}
