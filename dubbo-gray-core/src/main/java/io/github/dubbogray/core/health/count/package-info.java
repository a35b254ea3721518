/** Counts of calls in sliding windows, and what may be concluded from them. */
@NullMarked
package io.github.dubbogray.core.health.count;

import org.jspecify.annotations.NullMarked;
