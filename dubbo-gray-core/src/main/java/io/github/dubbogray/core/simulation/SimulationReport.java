package io.github.dubbogray.core.simulation;

import io.github.dubbogray.core.text.JsonObject;

/** What became of a scenario; the same each time it is run. */
public interface SimulationReport {

    /** Returns it for people, as Markdown. */
    String toMarkdown();

    /**
     * Returns its figures for programs. Of a scenario without time {@code {requests, seed, caller, documents, origins, tiers,
     * instances, fallbacks, refusals}}, of one with time {@code {requests, perSecond, seed, failing, faults, events, elsewhere,
     * rows}}; numbers of requests are whole numbers, and {@code failing} is in percent.
     */
    JsonObject toJson();
}
