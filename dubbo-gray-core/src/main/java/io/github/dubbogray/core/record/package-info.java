/** Records: what was decided for real requests, without anything of a request, and what another document would have decided. */
@NullMarked
package io.github.dubbogray.core.record;

import org.jspecify.annotations.NullMarked;
