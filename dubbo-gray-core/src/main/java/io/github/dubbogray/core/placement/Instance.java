package io.github.dubbogray.core.placement;

import io.github.dubbogray.core.label.Labels;

/**
 * An instance as the registry shows it.
 *
 * @param application the application it belongs to
 * @param labels what the registry says it is
 * @param standing whether the registry wants it to serve
 */
public record Instance(String application, Labels labels, Standing standing) {

    /** An instance that serves. */
    public Instance(String application, Labels labels) {
        this(application, labels, Standing.SERVING);
    }
}
