/** Dubbo's hooks around its registry: what an instance is published with, and what of that is taken over. */
@NullMarked
package io.github.dubbogray.router.publish;

import org.jspecify.annotations.NullMarked;
