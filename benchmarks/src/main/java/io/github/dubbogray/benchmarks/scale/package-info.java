/** What many consumers and many instances cost, by formula and by simulation, from figures measured on one machine. */
@NullMarked
package io.github.dubbogray.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
