/** Where requests enter: reading a tag, whether its sender is believed, and coloring by the entry application's document. */
@NullMarked
package io.github.dubbogray.filter.entry;

import org.jspecify.annotations.NullMarked;
