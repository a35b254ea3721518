package io.github.dubbogray.core.simulation;

import io.github.dubbogray.core.label.Labels;

/**
 * That calls of some instances fail for a while.
 *
 * @param instance the name of the only instance that is meant, or empty
 * @param labels what the instances that are meant have; all of them, if it is empty
 * @param fromMillis when it begins, from the beginning of the scenario
 * @param toMillis when it is over
 * @param failing how many of 10 000 calls fail
 */
record Fault(String instance, Labels labels, long fromMillis, long toMillis, int failing) {

    boolean concerns(SimulatedInstance other, long millis) {
        return millis >= fromMillis
                && millis < toMillis
                && (instance.isEmpty() || instance.equals(other.name()))
                && other.instance().labels().containsAll(labels);
    }
}
