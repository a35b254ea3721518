package io.github.dubbogray.router.route;

import io.github.dubbogray.core.placement.Instance;

/**
 * An instance that a reference may call, as it is now.
 *
 * @param address host and port
 * @param instance what the registry says of it
 * @param weight the registry's own, beside Dubbo's; 1 where it has none
 * @param isReachable whether there is a connection to it
 */
public record RoutedInstance(String address, Instance instance, double weight, boolean isReachable) {}
