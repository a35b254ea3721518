/** Texts of others in our messages. */
@NullMarked
package io.github.dubbogray.core.text;

import org.jspecify.annotations.NullMarked;
