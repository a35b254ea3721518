package io.github.dubbogray.core.placement;

import io.github.dubbogray.core.label.Labels;

/**
 * An instance as the registry shows it.
 *
 * @param application the application it belongs to
 * @param labels what the registry says it is
 */
public record Instance(String application, Labels labels) {}
