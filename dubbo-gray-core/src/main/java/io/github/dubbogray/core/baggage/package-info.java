/** What a trace carries from hop to hop, as the header that the W3C defines. */
@NullMarked
package io.github.dubbogray.core.baggage;

import org.jspecify.annotations.NullMarked;
