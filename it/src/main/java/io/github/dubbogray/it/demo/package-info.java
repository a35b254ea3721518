/**
 * The demo: scenes that show what the library promises, on real processes. Ten have one provider application behind the
 * entry, three have a chain of three.
 */
@NullMarked
package io.github.dubbogray.it.demo;

import org.jspecify.annotations.NullMarked;
