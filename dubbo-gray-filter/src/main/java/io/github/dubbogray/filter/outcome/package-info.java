/** How calls end: told to those who watch, and tried once more on stable where a document allows it. */
@NullMarked
package io.github.dubbogray.filter.outcome;

import org.jspecify.annotations.NullMarked;
