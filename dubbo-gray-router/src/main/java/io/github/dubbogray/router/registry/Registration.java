package io.github.dubbogray.router.registry;

import io.github.dubbogray.core.placement.Instance;

/**
 * An instance with everything the registry says of it.
 *
 * @param weight the registry's own, beside Dubbo's; 1 where it has none
 */
public record Registration(Instance instance, double weight) {}
