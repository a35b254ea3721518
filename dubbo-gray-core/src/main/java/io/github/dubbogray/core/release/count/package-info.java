/** Counts: what a consumer says of the calls of one step of a release. */
@NullMarked
package io.github.dubbogray.core.release.count;

import org.jspecify.annotations.NullMarked;
