package io.github.dubbogray.core.release.incident;

/**
 * What happened in an incident.
 *
 * @param atMillis when, in milliseconds of the epoch
 * @param by who found or did it
 * @param what one word for programs: {@value #FOUND}, {@value #RELAPSED}, {@value #ANALYSED}, {@value #RECOVERED}, {@value
 *     #CLOSED}, or the id of the state that a release came to
 * @param text a sentence without its full stop
 */
public record IncidentEntry(long atMillis, Phase phase, String by, String what, String text) {

    static final String FOUND = "found";
    static final String RELAPSED = "relapsed";
    static final String ANALYSED = "analysed";
    static final String RECOVERED = "recovered";
    static final String CLOSED = "closed";
}
