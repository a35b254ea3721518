/** Labels: what an instance says it is. */
@NullMarked
package io.github.dubbogray.core.label;

import org.jspecify.annotations.NullMarked;
