/** Tests of the whole system: real Nacos, separate JVMs, real calls. */
@NullMarked
package io.github.dubbogray.it;

import org.jspecify.annotations.NullMarked;
