package io.github.dubbogray.core.simulation;

import java.util.List;

/**
 * When the requests of a scenario are sent, and who fails when.
 *
 * @param perSecond how many are sent in a second
 * @param failing how many of 10 000 calls fail where no fault is
 * @param faults the last one that concerns an instance counts
 */
record Timeline(int perSecond, int failing, List<Fault> faults) {

    Timeline {
        faults = List.copyOf(faults);
    }

    /** Returns when a request is sent, in milliseconds from the beginning. */
    long millisOf(int request) {
        return 1_000L * request / perSecond;
    }

    /** Returns how many of 10 000 calls of an instance fail. */
    int failingOf(SimulatedInstance instance, long millis) {
        return faults.stream()
                .filter(fault -> fault.concerns(instance, millis))
                .map(Fault::failing)
                .reduce(failing, (earlier, later) -> later);
    }
}
