/** Answers of a run, as tables for people and as JSON for programs. */
@NullMarked
package io.github.dubbogray.benchmarks.report;

import org.jspecify.annotations.NullMarked;
