/** Incidents: the harm that releases did, from when it was found until it stayed away, and what is known of it. */
@NullMarked
package io.github.dubbogray.core.release.incident;

import org.jspecify.annotations.NullMarked;
