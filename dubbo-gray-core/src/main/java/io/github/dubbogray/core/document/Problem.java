package io.github.dubbogray.core.document;

import io.github.dubbogray.core.document.yaml.Place;

/**
 * Something in a document that keeps it from taking effect.
 *
 * @param place where it is
 * @param path which key it is about, as {@code rules[0].to}; empty for the document as a whole
 * @param message what is wrong, naming the value, and what would be right
 */
public record Problem(Place place, String path, String message) {

    @Override
    public String toString() {
        return place + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
