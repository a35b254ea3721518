package io.github.dubbogray.core.explain;

import io.github.dubbogray.core.rule.Condition;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.text.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * What a condition saw in a request.
 *
 * @param source where it looked, as documents spell it
 * @param value what was there, or null if nothing was
 */
public record Seen(String source, @Nullable String value) {

    static Seen by(Condition.Leaf leaf, Request request) {
        return new Seen(leaf.source().spelling(), leaf.source().valueIn(request));
    }

    String describe() {
        return source + " is " + (value == null ? "absent" : Quoted.of(value));
    }

    JsonObject toJson() {
        return new JsonObject().put("source", source).putOrNull("value", value);
    }
}
