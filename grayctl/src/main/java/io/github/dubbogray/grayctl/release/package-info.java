/** Releases as operators see them: forecasts, progress, reports; texts of what is handed in. */
@NullMarked
package io.github.dubbogray.grayctl.release;

import org.jspecify.annotations.NullMarked;
