/** Hostile texts: seeds, what is made of them, and what a parser may not do with any of them. */
@NullMarked
package io.github.dubbogray.hardening.fuzz;

import org.jspecify.annotations.NullMarked;
