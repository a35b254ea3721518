/** The instance side of gray release in Dubbo: labels, documents and the router. */
@NullMarked
package io.github.dubbogray.router;

import org.jspecify.annotations.NullMarked;
