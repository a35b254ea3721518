/** What stands in front of an observer of a stream. */
@NullMarked
package io.github.dubbogray.filter.stream;

import org.jspecify.annotations.NullMarked;
