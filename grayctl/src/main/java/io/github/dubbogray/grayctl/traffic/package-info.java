/** Recorded traffic: read from a file, and what another document would make of it. */
@NullMarked
package io.github.dubbogray.grayctl.traffic;

import org.jspecify.annotations.NullMarked;
