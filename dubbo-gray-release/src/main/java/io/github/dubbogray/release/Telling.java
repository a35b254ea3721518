package io.github.dubbogray.release;

import io.github.dubbogray.core.release.Action;

/** Who is told what people should know of a release. */
public interface Telling {

    /** Takes a sentence; never throws, and does not wait long. */
    void tell(Action.Level level, String text);
}
