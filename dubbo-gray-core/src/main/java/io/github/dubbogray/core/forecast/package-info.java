/** What the past of a figure says of its present and of its future: advice that decides nothing. */
@NullMarked
package io.github.dubbogray.core.forecast;

import org.jspecify.annotations.NullMarked;
