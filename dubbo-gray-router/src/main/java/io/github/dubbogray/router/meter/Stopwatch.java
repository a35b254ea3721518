package io.github.dubbogray.router.meter;

import io.github.dubbogray.core.health.Outcome;

/** Takes the times of the {@link Meter.Kind#TIMER} meters. Called on the threads of calls, so it must not block. */
public interface Stopwatch {

    /**
     * A try of a call ended ({@link Meter#CALLS}).
     *
     * @param lane that the instance served for
     * @param version the instance's label of that name
     */
    void called(String application, String lane, String version, Outcome outcome, long nanos);

    /**
     * An instance answered well for the first time so long after it had come ({@link Meter#TIME_TO_SERVICE}).
     *
     * @param lane that it served for
     * @param version the instance's label of that name
     */
    void served(String application, String lane, String version, long nanos);

    /** A document's text took effect so long after it arrived ({@link Meter#DOCUMENT_EFFECT}). */
    void tookEffect(String application, long nanos);
}
