package io.github.dubbogray.core.table;

import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.rule.Source;
import org.jspecify.annotations.Nullable;

/** Which requests of a lane belong together, so that one of its instances serves them all. */
public sealed interface Affinity {

    /** The one {@link None}. */
    Affinity NONE = new None();

    /** Returns the key that a request shares with those it belongs to, or null if it belongs to none. */
    @Nullable String keyOf(Request request);

    /** No request belongs to another. */
    record None() implements Affinity {
        @Override
        public @Nullable String keyOf(Request request) {
            return null;
        }
    }

    /** Requests with the same value of a source belong together; those without a value to none. */
    record ByKey(Source source) implements Affinity {
        @Override
        public @Nullable String keyOf(Request request) {
            return source.valueIn(request);
        }
    }
}
