package io.github.dubbogray.feature;

import java.util.Set;

/** Told of what changes, outside of every lock, one change at a time; must not block. */
public interface SwitchListener {

    /** Other switches are in force: these are new, gone or defined otherwise. */
    void changed(Set<String> names);

    /** They stand otherwise to their document. */
    void stands(Standing standing);
}
