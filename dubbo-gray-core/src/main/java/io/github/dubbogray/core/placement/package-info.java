/** Placement: which instances a request may go to at one hop, and why. */
@NullMarked
package io.github.dubbogray.core.placement;

import org.jspecify.annotations.NullMarked;
