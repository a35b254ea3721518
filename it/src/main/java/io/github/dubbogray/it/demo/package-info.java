/** The demo: scenes that show what the library promises, on real processes. */
@NullMarked
package io.github.dubbogray.it.demo;

import org.jspecify.annotations.NullMarked;
