/** Health's memory of this process: what is watched, who is out, and who is told of it. */
@NullMarked
package io.github.dubbogray.router.health;

import org.jspecify.annotations.NullMarked;
