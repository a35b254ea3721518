package io.github.dubbogray.core.rule.argument;

import org.jspecify.annotations.Nullable;

/** What a path leads to in one argument. It was looked for once, and its text is asked for once. For one thread. */
public final class Inside {

    private final @Nullable Object value;
    private @Nullable String text;
    private boolean isTextKnown;

    Inside(@Nullable Object value) {
        this.value = value;
    }

    /** Returns whether there is a value of any kind. */
    public boolean exists() {
        return value != null;
    }

    /** Returns its text, or null if there is no value or it is a map, a list or an array. */
    public @Nullable String text() {
        if (!isTextKnown) {
            text = ArgumentPath.textOf(value);
            isTextKnown = true;
        }
        return text;
    }
}
