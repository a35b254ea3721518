package io.github.dubbogray.core.placement;

import java.util.BitSet;

/**
 * Instances of a fleet in the adapter's form.
 *
 * @param positions which they are; never changed
 */
record ReadySet<S>(BitSet positions, S instances) {}
