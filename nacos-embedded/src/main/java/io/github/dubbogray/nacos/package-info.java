/** A real Nacos server and console in a process of its own, and a small client of its admin API. */
@NullMarked
package io.github.dubbogray.nacos;

import org.jspecify.annotations.NullMarked;
