/** The request side of gray release in Dubbo: tags in, tags out, and the context for application code. */
@NullMarked
package io.github.dubbogray.filter;

import org.jspecify.annotations.NullMarked;
