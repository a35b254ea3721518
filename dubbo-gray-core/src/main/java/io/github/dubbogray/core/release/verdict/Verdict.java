package io.github.dubbogray.core.release.verdict;

import java.util.OptionalLong;

/** What is concluded from the figures of a step; each with its reason, a sentence without its full stop. */
public sealed interface Verdict {

    /** Returns why. */
    String reason();

    /** Gray is worse. */
    record Breach(String reason) implements Verdict {}

    /** Gray does no harm. */
    record Proven(String reason) implements Verdict {}

    /**
     * Neither is sure.
     *
     * @param missingCalls how many more gray calls it takes till a proof, if rates stay; empty where no number is enough or
     *     none can be told
     */
    record Inconclusive(String reason, OptionalLong missingCalls) implements Verdict {

        /** How many more calls it takes cannot be told. */
        Inconclusive(String reason) {
            this(reason, OptionalLong.empty());
        }
    }
}
