package io.github.dubbogray.core.simulation;

import io.github.dubbogray.core.placement.Instance;
import io.github.dubbogray.core.placement.Standing;

/** An instance of a scenario, by a name. */
record SimulatedInstance(String name, Instance instance, State state) {

    /** Whether it can be called. */
    enum State {
        /** It is listed and has a connection. */
        PRESENT,
        /** It is listed and has no connection. */
        UNREACHABLE,
        /** It is registered, but not listed. */
        ABSENT,
        /** It is listed and has a connection, and the registry says that it is not healthy. */
        UNHEALTHY,
        /** It is listed and has a connection, and an operator took it out. */
        OUT;

        Standing standing() {
            return switch (this) {
                case PRESENT, UNREACHABLE, ABSENT -> Standing.SERVING;
                case UNHEALTHY -> Standing.UNHEALTHY;
                case OUT -> Standing.OUT;
            };
        }

        boolean isListed() {
            return this != ABSENT;
        }

        boolean isReachable() {
            return this != ABSENT && this != UNREACHABLE;
        }
    }
}
