/**
 * The registry's instances as they are now: followed on its naming clients, with labels, weights, health and drifts.
 */
@NullMarked
package io.github.dubbogray.router.registry;

import org.jspecify.annotations.NullMarked;
