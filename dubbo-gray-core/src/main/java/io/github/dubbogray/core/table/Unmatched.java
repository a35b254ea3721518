package io.github.dubbogray.core.table;

import io.github.dubbogray.core.rule.Coloring;

/** What becomes of a request that no rule claims. */
public enum Unmatched {
    /** It stays untagged, so that a later hop may color it. */
    OPEN,

    /** It is tagged {@code stable}, so that no later hop colors it. */
    STABLE;

    /** Returns the answer to such a request. */
    public Coloring coloring() {
        return this == OPEN ? Coloring.OPEN : Coloring.PINNED;
    }
}
