/** A real Nacos server and console in a process of its own. */
@NullMarked
package io.github.dubbogray.nacos.embedded;

import org.jspecify.annotations.NullMarked;
