/** Whose tags are believed, and who may see ours. */
@NullMarked
package io.github.dubbogray.filter.trust;

import org.jspecify.annotations.NullMarked;
