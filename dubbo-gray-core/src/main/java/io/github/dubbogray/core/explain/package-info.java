/** Explanation: which steps led a request to its instances, as text and as JSON. */
@NullMarked
package io.github.dubbogray.core.explain;

import org.jspecify.annotations.NullMarked;
