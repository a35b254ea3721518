package io.github.dubbogray.core.simulation;

import io.github.dubbogray.core.placement.Instance;

/** An instance of a scenario, by a name. */
record SimulatedInstance(String name, Instance instance, State state) {

    /** Whether it can be called. */
    enum State {
        /** It is listed and has a connection. */
        PRESENT,
        /** It is listed and has no connection. */
        UNREACHABLE,
        /** It is registered, but not listed. */
        ABSENT
    }
}
