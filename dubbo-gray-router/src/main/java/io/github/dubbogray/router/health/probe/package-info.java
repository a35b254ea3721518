/** Asks instances beside their calls whether they answer. */
@NullMarked
package io.github.dubbogray.router.health.probe;

import org.jspecify.annotations.NullMarked;
