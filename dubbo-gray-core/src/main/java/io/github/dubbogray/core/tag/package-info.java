/** Tags: what a request asks for. */
@NullMarked
package io.github.dubbogray.core.tag;

import org.jspecify.annotations.NullMarked;
