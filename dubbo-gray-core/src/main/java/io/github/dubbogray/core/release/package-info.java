/** A release on its way: its states, and what leads from one to the next. Whoever runs it has the clock, the figures and the hands. */
@NullMarked
package io.github.dubbogray.core.release;

import org.jspecify.annotations.NullMarked;
