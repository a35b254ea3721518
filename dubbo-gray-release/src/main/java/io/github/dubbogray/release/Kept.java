package io.github.dubbogray.release;

import io.github.dubbogray.nacos.StoredConfig;
import io.github.dubbogray.nacos.gray.ReleaseText;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value that is kept in Nacos as a text and changed by compare-and-swap on what was read. It is read again after each change, and
 * when somebody else was faster. For one thread.
 */
final class Kept<T> {

    private final ReleaseStore store;
    private final ReleaseText which;
    private final Function<String, Optional<T>> reading;
    private final T none;

    private @Nullable Page<T> page;

    /** What was read; without a basis where there was nothing, and without a value where it is no text of ours. */
    private record Page<T>(
            @Nullable StoredConfig basis, @Nullable T value) {}

    /**
     * Has read nothing yet.
     *
     * @param reading makes the value of a text, empty where it is none
     * @param none the value where there is no text
     */
    Kept(ReleaseStore store, ReleaseText which, Function<String, Optional<T>> reading, T none) {
        this.store = store;
        this.which = which;
        this.reading = reading;
        this.none = none;
    }

    /** Returns the value; empty where what is kept is no text of ours, which is left as it is. */
    Optional<T> value() {
        return Optional.ofNullable(page().value());
    }

    private Page<T> page() {
        Page<T> known = page;
        if (known == null) {
            known = store.read(which)
                    .map(stored ->
                            new Page<T>(stored, reading.apply(stored.text()).orElse(null)))
                    .orElseGet(() -> new Page<>(null, none));
            page = known;
        }
        return known;
    }

    /** Writes another value as its text; returns whether nobody was faster. */
    boolean change(String text) {
        StoredConfig basis = page().basis();
        page = null;
        return store.swap(which, basis, text);
    }

    /** Reads anew the next time. */
    void forget() {
        page = null;
    }
}
