/** Gray release seen from outside. */
@NullMarked
package io.github.dubbogray.observability;

import org.jspecify.annotations.NullMarked;
