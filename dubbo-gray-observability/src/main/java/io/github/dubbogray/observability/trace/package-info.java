/** What spans say of a call, and which traces are kept. */
@NullMarked
package io.github.dubbogray.observability.trace;

import org.jspecify.annotations.NullMarked;
