/**
 * Dubbo's hooks around its registry: what an instance is published with, and what of that is
 * taken over. What it publishes of its load later is the registry's room.
 */
@NullMarked
package io.github.dubbogray.router.publish;

import org.jspecify.annotations.NullMarked;
