package io.github.dubbogray.core.health.watch;

import io.github.dubbogray.core.health.count.Recent;

/**
 * What is known of an instance at one moment.
 *
 * @param recent its calls since it was last put in service
 * @param longestRun its longest run of failures since the last evaluation, or 0
 * @param unanswered its probes without an answer since the last answer
 * @param countedNanos how long its calls are counted so far
 * @param presence whether it could serve if it is not out
 */
record InstanceFigures(
        String name,
        InstanceState state,
        Recent recent,
        int longestRun,
        int unanswered,
        long countedNanos,
        Presence presence) {

    /** Whether an instance could serve if it is not out. */
    enum Presence {
        /** It could. */
        PRESENT,
        /** The registry calls it unhealthy, or there is no connection to it. */
        ABSENT
    }

    boolean isPresent() {
        return presence == Presence.PRESENT;
    }
}
