package io.github.dubbogray.grayctl.request;

import io.github.dubbogray.core.explain.HypotheticalRequest;
import io.github.dubbogray.core.explain.Question;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A request that nobody sent.
 *
 * @param tag the tag that it carries, or null
 * @param bucket the number, 0 to 9 999, for a split that no sticky key decides; without it, that is left open
 */
public record AskedRequest(
        HypotheticalRequest request, @Nullable String tag, OptionalInt bucket) {

    /** The attachment that is the tag. */
    public static final String TAG = "x-gray-tag";

    Question question() {
        return new Question(request, tag, bucket.orElse(0));
    }
}
