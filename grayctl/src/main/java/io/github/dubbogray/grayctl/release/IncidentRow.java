package io.github.dubbogray.grayctl.release;

import io.github.dubbogray.core.release.incident.Incident;
import io.github.dubbogray.core.release.incident.IncidentEntry;
import io.github.dubbogray.core.text.JsonObject;
import java.util.List;
import java.util.OptionalLong;

/** An incident among others. */
public record IncidentRow(Incident incident) {

    /** Returns the names of what {@link #cells} has. */
    public static List<String> head() {
        return List.of("incident", "found", "release", "step", "standing", "trigger", "recovered after");
    }

    /** Returns it for people. */
    public List<String> cells() {
        return List.of(
                Integer.toString(incident.number()),
                Spans.moment(incident.foundMillis()),
                incident.origin().release(),
                Integer.toString(incident.origin().step()),
                incident.standing().describe(),
                incident.trigger().describe(),
                incident.recoveredMillis().isPresent()
                        ? Spans.of(incident.recoveredMillis().getAsLong() - incident.foundMillis())
                        : "");
    }

    /** Returns all of it for programs. */
    public JsonObject toJson() {
        JsonObject json = new JsonObject()
                .put("incident", incident.number())
                .put("release", incident.origin().release())
                .put("step", incident.origin().step())
                .put("lane", incident.origin().lane())
                .put("rule", incident.origin().rule())
                .put("isOpen", incident.isOpen())
                .put("phase", incident.phase().spelling())
                .put("standing", incident.standing().describe())
                .put("trigger", incident.trigger().describe())
                .put("suspect", incident.suspect().describe())
                .put("relapses", incident.relapses())
                .put("found", Spans.moment(incident.foundMillis()))
                .put(
                        "toDetectMillis",
                        incident.foundMillis() - incident.origin().sinceMillis());
        put(json, "toActMillis", incident.actedMillis());
        put(json, "toRecoverMillis", incident.recoveredMillis());
        return json.put("grayCalls", incident.calls().gray().calls())
                .put("grayFailures", incident.calls().gray().failures().calls())
                .put("usersThatFailed", incident.calls().gray().failures().keys())
                .put("graySlow", incident.calls().gray().slow().calls())
                .put(
                        "entries",
                        incident.entries().stream().map(IncidentRow::toJson).toList());
    }

    private void put(JsonObject json, String key, OptionalLong moment) {
        if (moment.isPresent()) {
            json.put(key, moment.getAsLong() - incident.foundMillis());
        } else {
            json.putNull(key);
        }
    }

    private static JsonObject toJson(IncidentEntry entry) {
        return new JsonObject()
                .put("time", Spans.moment(entry.atMillis()))
                .put("phase", entry.phase().spelling())
                .put("by", entry.by())
                .put("what", entry.what())
                .put("text", entry.text());
    }
}
