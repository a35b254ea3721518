package io.github.dubbogray.benchmarks.report;

/**
 * What the design allows.
 *
 * @param text the limit, in words
 * @param isMet whether the answer keeps it
 */
record Budget(String text, boolean isMet) {}
