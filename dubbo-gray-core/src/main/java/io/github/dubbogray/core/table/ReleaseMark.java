package io.github.dubbogray.core.table;

/** Which release, and which of its steps, calls are counted for: a document's key {@code release}. */
public sealed interface ReleaseMark {

    /** The one {@link None}. */
    ReleaseMark NONE = new None();

    /** No release is on its way. */
    record None() implements ReleaseMark {}

    /**
     * A step of a release.
     *
     * @param id names the release; a token, see {@link io.github.dubbogray.core.label.PairSyntax#isToken}
     * @param step which of its steps, from 1
     */
    record OfStep(String id, int step) implements ReleaseMark {

        /** The last step that a release may have. */
        public static final int MOST = 100;

        public OfStep {
            if (step < 1 || step > MOST) {
                throw new IllegalArgumentException("step of release " + id + " is " + step + ", must be 1 to " + MOST);
            }
        }
    }
}
