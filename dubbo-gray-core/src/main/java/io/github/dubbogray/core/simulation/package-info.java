/** Simulation: a scenario in YAML, run through the code that routes, to a report that is the same each time. */
@NullMarked
package io.github.dubbogray.core.simulation;

import org.jspecify.annotations.NullMarked;
