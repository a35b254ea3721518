/** What was worked out once and may be asked for again. */
@NullMarked
package io.github.dubbogray.core.memo;

import org.jspecify.annotations.NullMarked;
