package io.github.dubbogray.filter.context;

import io.github.dubbogray.core.tag.Tag;
import org.jspecify.annotations.Nullable;

/** Another carrier that follows the tag of a thread, as the baggage of a tracer; see {@link Companions}. */
@FunctionalInterface
public interface ContextCompanion {

    /**
     * Follows a thread into a tag, or into having none if null. Runs on that thread, for each scope, so it must be quick.
     *
     * @return puts back what was there before, on the same thread, when the scope ends; null if there is nothing to undo
     */
    @Nullable Undo entered(@Nullable Tag tag);

    /** Puts back what was there before. */
    @FunctionalInterface
    interface Undo {
        void undo();
    }
}
