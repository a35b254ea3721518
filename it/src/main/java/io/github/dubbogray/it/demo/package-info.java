/**
 * The demo: scenes that show what the library promises, on real processes. Which are played, and in which order, is in
 * {@code Programme}. Most have one provider application behind the entry; the three of {@code ChainScenes} have a chain of three.
 */
@NullMarked
package io.github.dubbogray.it.demo;

import org.jspecify.annotations.NullMarked;
