/** What a call passes by where this library itself fails. */
@NullMarked
package io.github.dubbogray.filter.mishap;

import org.jspecify.annotations.NullMarked;
