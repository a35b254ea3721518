/** The page that shows the rooms of the house. */
@NullMarked
package io.github.dubbogray.architecture;

import org.jspecify.annotations.NullMarked;
