/** Texts of others in our messages, and spellings that they are written in. */
@NullMarked
package io.github.dubbogray.core.text;

import org.jspecify.annotations.NullMarked;
