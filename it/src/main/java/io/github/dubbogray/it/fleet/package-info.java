/** Processes of a small system on loopback: providers, consumers and their Nacos. */
@NullMarked
package io.github.dubbogray.it.fleet;

import org.jspecify.annotations.NullMarked;
