package io.github.dubbogray.core.release.verdict;

import io.github.dubbogray.core.release.count.LaneCounts;
import io.github.dubbogray.core.release.plan.Analysis;

/** What calls are compared by. */
public enum Signal {
    /** Failed calls. */
    ERRORS("failed") {
        @Override
        public LaneCounts.Of countsOf(LaneCounts lane) {
            return lane.failures();
        }

        @Override
        double margin(Analysis analysis) {
            return analysis.errorMargin() / Analysis.WHOLE;
        }
    },

    /** Slow calls. */
    SLOW("were slow") {
        @Override
        public LaneCounts.Of countsOf(LaneCounts lane) {
            return lane.slow();
        }

        @Override
        double margin(Analysis analysis) {
            return analysis.slowMargin() / Analysis.WHOLE;
        }
    };

    private final String done;

    Signal(String done) {
        this.done = done;
    }

    /** Returns how many of a lane's calls it counts, and of how many sticky keys. */
    public abstract LaneCounts.Of countsOf(LaneCounts lane);

    /** Returns how many of a lane's calls it counts: what callers have noticed. */
    public Rate of(LaneCounts lane) {
        return new Rate(countsOf(lane).calls(), lane.calls());
    }

    /** Returns the same, but of each sticky key one call at most: one user who tries again and again is one witness. */
    Rate byKeys(LaneCounts lane) {
        return new Rate(countsOf(lane).keys(), lane.calls());
    }

    /** Returns how much more than stable's is no harm, as a part of the calls. */
    abstract double margin(Analysis analysis);

    /** Says what the calls did that are counted: {@code failed}. */
    public String done() {
        return done;
    }
}
