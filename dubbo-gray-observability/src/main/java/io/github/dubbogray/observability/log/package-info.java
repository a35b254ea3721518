/** Fields of log lines, by SLF4J's mapped diagnostic context. */
@NullMarked
package io.github.dubbogray.observability.log;

import org.jspecify.annotations.NullMarked;
