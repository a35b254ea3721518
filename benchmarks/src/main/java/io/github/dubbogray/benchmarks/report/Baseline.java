package io.github.dubbogray.benchmarks.report;

/**
 * What an answer stands beside, measured in the same run.
 *
 * @param name what it is
 * @param value in the unit of the answer
 */
record Baseline(String name, double value) {}
