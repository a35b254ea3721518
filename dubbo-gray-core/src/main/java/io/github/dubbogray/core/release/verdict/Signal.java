package io.github.dubbogray.core.release.verdict;

import io.github.dubbogray.core.release.plan.Analysis;

/** What calls are compared by. */
public enum Signal {
    /** Failed calls. */
    ERRORS("failed") {
        @Override
        public Rate of(LaneCalls lane) {
            return new Rate(lane.failures(), lane.calls());
        }

        @Override
        double margin(Analysis analysis) {
            return analysis.errorMargin() / Analysis.WHOLE;
        }
    },

    /** Slow calls. */
    SLOW("were slow") {
        @Override
        public Rate of(LaneCalls lane) {
            return new Rate(lane.slow(), lane.calls());
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
    public abstract Rate of(LaneCalls lane);

    /** Returns how much more than stable's is no harm, as a part of the calls. */
    abstract double margin(Analysis analysis);

    /** Says what the calls did that are counted: {@code failed}. */
    String done() {
        return done;
    }
}
