package io.github.dubbogray.core.feature;

/**
 * One of the values of a switch.
 *
 * @param name as the document calls it under {@code variants}; without those, the value as people write it
 */
public record Variant(String name, SwitchValue value) {}
