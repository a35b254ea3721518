/** Releases, as a consumer sees them: how the calls of a step ended. */
@NullMarked
package io.github.dubbogray.router.release;

import org.jspecify.annotations.NullMarked;
