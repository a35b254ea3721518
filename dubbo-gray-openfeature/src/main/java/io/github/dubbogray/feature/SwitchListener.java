package io.github.dubbogray.feature;

import java.util.Set;

/**
 * Told of what changes, one change at a time and in their order, on a thread of the switches' own and without a lock. What changes
 * next is in force meanwhile, but is told of only afterwards, and what a source does not hear of by itself is not asked for either;
 * so it should not block. What it throws is logged.
 */
public interface SwitchListener {

    /** Other switches are in force: these are new, gone or defined otherwise. */
    void changed(Set<String> names);

    /** They stand otherwise to their document. */
    void stands(Standing standing);
}
