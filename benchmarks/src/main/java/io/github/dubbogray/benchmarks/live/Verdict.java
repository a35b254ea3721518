package io.github.dubbogray.benchmarks.live;

/**
 * Whether a figure keeps its limit.
 *
 * @param limit in words
 */
record Verdict(String limit, boolean isMet) {}
