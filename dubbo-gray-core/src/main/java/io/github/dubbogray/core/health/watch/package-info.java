/** Who is taken out for its failures, and how it comes back: instances by ejection, lanes by trip. */
@NullMarked
package io.github.dubbogray.core.health.watch;

import org.jspecify.annotations.NullMarked;
