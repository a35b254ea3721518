package io.github.dubbogray.core.explain;

import io.github.dubbogray.core.rule.Request;
import org.jspecify.annotations.Nullable;

/**
 * A request to be explained.
 *
 * @param request what rules may ask of it
 * @param tag the tag it carries, or null if it has none
 * @param draw the random number, 0 to 9 999, for a split without a sticky key
 */
public record Question(Request request, @Nullable String tag, int draw) {

    public Question {
        if (draw < 0 || draw > 9_999) {
            throw new IllegalArgumentException("draw is " + draw + ", must be 0 to 9999");
        }
    }
}
