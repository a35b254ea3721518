/** From the text an operator wrote to a table, or to every problem in it. */
@NullMarked
package io.github.dubbogray.core.document;

import org.jspecify.annotations.NullMarked;
