/** Carriers of the context that work with a library which may be absent. */
@NullMarked
package io.github.dubbogray.filter.context.optional;

import org.jspecify.annotations.NullMarked;
