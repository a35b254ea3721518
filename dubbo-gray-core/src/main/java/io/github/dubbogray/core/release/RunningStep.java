package io.github.dubbogray.core.release;

import io.github.dubbogray.core.release.Action.Level;
import io.github.dubbogray.core.release.verdict.Evidence;
import io.github.dubbogray.core.release.verdict.Verdict;
import io.github.dubbogray.core.text.DurationText;
import java.time.Duration;

/** A step is on its way: its share is published, then taken over by all consumers, then judged. */
public sealed interface RunningStep extends ReleaseState {

    @Override
    default String phase() {
        return "running";
    }

    @Override
    default Level level() {
        return Level.INFO;
    }

    /** Its share is being published. */
    record Publishing(int step, Publication publication) implements RunningStep {
        @Override
        public String id() {
            return "running/publishing";
        }

        @Override
        public Move next(Situation now) {
            return now.published(
                    publication,
                    revision -> Move.to(
                            new Spreading(step, revision, now.millis()),
                            "step " + step + " with " + now.plan().step(step).share() + " is published"),
                    () -> now.enter(step, "publishes step " + step + " once more"),
                    step);
        }
    }

    /**
     * Not all consumers go by it yet; nothing is judged.
     *
     * @param revision the document that says so
     * @param sinceMillis since when it is published
     */
    record Spreading(int step, String revision, long sinceMillis) implements RunningStep {
        @Override
        public String id() {
            return "running/spreading";
        }

        @Override
        public Move next(Situation now) {
            return now.unedited(revision, step, () -> {
                String seen = now.consumersOn(revision);
                if (now.isEverywhere(revision)) {
                    return Move.to(new Judging(new Watch(step, revision, now.millis(), Evidence.NONE)), seen);
                }
                return now.isUndecidedFor(sinceMillis)
                        ? now.giveUp(step, "not taken over in time: " + seen)
                        : Move.to(this, "waits for consumers: " + seen);
            });
        }
    }

    /** All consumers go by it. */
    record Judging(Watch watch) implements RunningStep, Judged {
        @Override
        public String id() {
            return "running/judging";
        }

        @Override
        public Move next(Situation now) {
            return now.judged(watch, (later, verdict) -> {
                long left = later.leftMillis(now.plan(), now.millis());
                if (left > 0) {
                    return Move.to(
                            new Judging(later),
                            "holds for another " + DurationText.of(Duration.ofSeconds((left + 999) / 1_000)) + "; "
                                    + verdict.reason());
                }
                if (now.plan().isLast(step())) {
                    return now.close(step(), "the last step has held");
                }
                return verdict instanceof Verdict.Proven
                        ? now.proven(later, verdict.reason())
                        : Move.to(new Inconclusive(later, now.millis()), verdict.reason());
            });
        }
    }

    /** The last step is over: the key {@code release} goes from the document, so that consumers count no longer. */
    record Closing(int step, Publication publication) implements RunningStep {
        @Override
        public String id() {
            return "running/closing";
        }

        @Override
        public Move next(Situation now) {
            return now.published(
                    publication,
                    revision -> Move.to(new Promoted(step), "the lane has everything"),
                    () -> now.close(step, "closes the release once more"),
                    step);
        }
    }
}
