package io.github.dubbogray.core.explain;

import io.github.dubbogray.core.text.JsonObject;

/**
 * An instance a request may go to.
 *
 * @param position its position in the fleet
 * @param name what the adapter calls it
 */
public record NamedInstance(int position, String name) {

    JsonObject toJson() {
        return new JsonObject().put("position", position).put("name", name);
    }
}
