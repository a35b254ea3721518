package io.github.dubbogray.core.release.verdict;

import io.github.dubbogray.core.release.count.LaneCounts;
import io.github.dubbogray.core.release.plan.Analysis;

/** What calls are compared by. */
public enum Signal {
    /** Failed calls. */
    ERRORS("failed") {
        @Override
        LaneCounts.Of countedOf(LaneCounts lane) {
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
        LaneCounts.Of countedOf(LaneCounts lane) {
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

    /** Returns what the signal counts of a lane's calls. */
    public Rate of(LaneCounts lane) {
        return new Rate(countedOf(lane).calls(), lane.calls());
    }

    /**
     * Returns the same of each sticky key at most one: a user whose every call fails is one piece of evidence. For who is blamed;
     * how much harm is done is told by all calls.
     */
    Rate firstsOf(LaneCounts lane) {
        return new Rate(countedOf(lane).keys(), lane.calls());
    }

    abstract LaneCounts.Of countedOf(LaneCounts lane);

    /** Returns how much more than stable's is no harm, as a part of the calls. */
    abstract double margin(Analysis analysis);

    /** Says what the calls did that are counted: {@code failed}. */
    String done() {
        return done;
    }
}
