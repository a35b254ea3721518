/** What the router counts and measures, as meters of Micrometer. */
@NullMarked
package io.github.dubbogray.observability.metrics;

import org.jspecify.annotations.NullMarked;
