/** The stations of a Dubbo call, on the side of its caller and on that of its provider. */
@NullMarked
package io.github.dubbogray.filter.call;

import org.jspecify.annotations.NullMarked;
