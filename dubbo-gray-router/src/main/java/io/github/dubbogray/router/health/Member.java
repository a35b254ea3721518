package io.github.dubbogray.router.health;

import io.github.dubbogray.core.placement.Instance;

/**
 * An instance that calls may go to.
 *
 * @param address host and port, by which health knows it, whichever reference calls it
 */
public record Member(String address, Instance instance) {}
