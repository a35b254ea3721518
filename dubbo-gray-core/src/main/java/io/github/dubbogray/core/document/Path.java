package io.github.dubbogray.core.document;

import io.github.dubbogray.core.text.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * The keys from the root of a document to a value, as {@code rules[0].to}. Spelled only when asked: there are many values,
 * and few problems that are shown.
 */
public final class Path {

    /** The document as a whole; its spelling is empty. */
    public static final Path ROOT = new Path(null, "", -1);

    private final @Nullable Path holder;
    private final String key;
    private final int index;

    private Path(@Nullable Path holder, String key, int index) {
        this.holder = holder;
        this.key = key;
        this.index = index;
    }

    /** Returns the path of a key's value in the map that is here. */
    Path key(String name) {
        return new Path(this, name, -1);
    }

    /** Returns the path of an element of the list that is here. */
    Path element(int position) {
        return new Path(this, "", position);
    }

    @Override
    public String toString() {
        if (holder == null) {
            return "";
        }
        String before = holder.toString();
        if (index >= 0) {
            return before + "[" + index + "]";
        }
        return before.isEmpty() ? Quoted.bare(key) : before + "." + Quoted.bare(key);
    }
}
