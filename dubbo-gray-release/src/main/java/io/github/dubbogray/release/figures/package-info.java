/** Figures: what a step is judged by, from the announcements of consumers or from a Prometheus. */
@NullMarked
package io.github.dubbogray.release.figures;

import org.jspecify.annotations.NullMarked;
