package io.github.dubbogray.core.health.watch;

import io.github.dubbogray.core.health.count.Recent;

/**
 * What is known of an instance at one moment.
 *
 * @param recent its calls since it was last put in service
 * @param longestRun its longest run of failures since the last evaluation, or 0
 * @param unanswered its probes without an answer since the last answer
 */
record InstanceFigures(String name, InstanceState state, Recent recent, int longestRun, int unanswered) {}
