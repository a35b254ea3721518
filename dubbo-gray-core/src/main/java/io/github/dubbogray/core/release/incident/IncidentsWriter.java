package io.github.dubbogray.core.release.incident;

import io.github.dubbogray.core.release.KeptCounts;
import io.github.dubbogray.core.release.verdict.Rate;
import io.github.dubbogray.core.text.JsonObject;
import java.util.Locale;

/** Writes incidents as JSON. A sealed value is a map whose {@code kind} says which it is. */
final class IncidentsWriter {

    static final String KIND = "kind";

    private IncidentsWriter() {}

    static String write(Incidents incidents) {
        return new JsonObject()
                .put("apiVersion", "dubbo-gray/v1")
                .put("application", incidents.application())
                .put(
                        "incidents",
                        incidents.list().stream().map(IncidentsWriter::write).toList())
                .toString();
    }

    private static JsonObject write(Incident incident) {
        Origin origin = incident.origin();
        return new JsonObject()
                .put("number", incident.number())
                .put("release", origin.release())
                .put("step", origin.step())
                .put("lane", origin.lane())
                .put("rule", origin.rule())
                .put("since", origin.sinceMillis())
                .put("window", incident.windowMillis())
                .put("trigger", write(incident.trigger()))
                .put("gray", KeptCounts.write(incident.calls().gray()))
                .put("stable", KeptCounts.write(incident.calls().stable()))
                .put("suspect", write(incident.suspect()))
                .put("standing", write(incident.standing()))
                .put(
                        "entries",
                        incident.entries().stream().map(IncidentsWriter::write).toList());
    }

    private static JsonObject write(Trigger trigger) {
        if (trigger instanceof Trigger.Calls calls) {
            return kind("calls").put("signal", calls.signal().name().toLowerCase(Locale.ROOT));
        }
        return trigger instanceof Trigger.Query query
                ? kind("query")
                        .put("name", query.name())
                        .put("last", Double.toString(query.last()))
                        .put("max", Double.toString(query.max()))
                : kind("undecided");
    }

    private static JsonObject write(Suspect suspect) {
        if (suspect instanceof Suspect.One one) {
            return kind("one")
                    .put("name", one.name())
                    .put("gray", write(one.gray()))
                    .put("others", write(one.others()))
                    .put("stable", write(one.stable()));
        }
        return suspect instanceof Suspect.Nobody nobody
                ? kind("nobody").put("callers", nobody.callers())
                : kind("unknown").put("reason", ((Suspect.Unknown) suspect).reason());
    }

    private static JsonObject write(Standing standing) {
        if (standing instanceof Standing.Reviewing reviewing) {
            return kind("reviewing").put("healthy", reviewing.healthy()).put("last", reviewing.lastMillis());
        }
        return kind(standing.describe());
    }

    private static JsonObject write(Rate rate) {
        return new JsonObject().put("hits", rate.hits()).put("calls", rate.calls());
    }

    private static JsonObject write(IncidentEntry entry) {
        return new JsonObject()
                .put("at", entry.atMillis())
                .put("phase", entry.phase().spelling())
                .put("by", entry.by())
                .put("what", entry.what())
                .put("text", entry.text());
    }

    private static JsonObject kind(String kind) {
        return new JsonObject().put(KIND, kind);
    }
}
