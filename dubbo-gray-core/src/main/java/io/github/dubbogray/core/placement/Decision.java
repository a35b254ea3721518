package io.github.dubbogray.core.placement;

/**
 * A placement together with its instances.
 *
 * @param <S> what the adapter makes of a set of instances
 * @param placement where the request goes, and why
 * @param instances the instances of the chosen tier, whether present or not; of a refusal, none
 */
public record Decision<S>(Placement placement, S instances) {}
