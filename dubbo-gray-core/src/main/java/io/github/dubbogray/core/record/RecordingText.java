package io.github.dubbogray.core.record;

import io.github.dubbogray.core.text.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A recording as text: JSON, an object on a line. A process begins with {@code {recording, process, application, calls,
 * documents}}, and its decisions follow: {@code {at, caller, service, method, tag, asked: [{application, revision, held,
 * buckets}], rule, drawn, lane, outcome, served, instance}}. Fields are added, not renamed.
 */
public final class RecordingText {

    /** The form that is written here. */
    static final String VERSION = "dubbo-gray/v1";

    /** The tag of a {@link Carried.Other}; no tag is spelled so. */
    static final String OTHER_TAG = "*";

    private RecordingText() {}

    /** Returns the lines of a process. */
    public static List<String> of(RecordedProcess process) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < countOf(process); i++) {
            lines.add(line(process, i));
        }
        return lines;
    }

    /** Returns how many lines a process has. */
    public static int countOf(RecordedProcess process) {
        return 1 + process.decisions().size();
    }

    /** Returns one of the lines of a process, counted from 0. */
    public static String line(RecordedProcess process, int number) {
        return (number == 0 ? header(process) : json(process.decisions().get(number - 1))).toString();
    }

    private static JsonObject header(RecordedProcess process) {
        return new JsonObject()
                .put("recording", VERSION)
                .put("process", process.process())
                .put("application", process.application())
                .put("calls", process.calls())
                .putTexts("documents", new TreeMap<>(process.documents()));
    }

    private static JsonObject json(RecordedDecision decision) {
        SeenRequest request = decision.request();
        JsonObject json = new JsonObject()
                .put("at", request.atMillis())
                .put("caller", request.caller())
                .put("service", request.service())
                .put("method", request.method());
        if (!(request.carried() instanceof Carried.None)) {
            json.put("tag", request.carried() instanceof Carried.Known known ? known.tag() : OTHER_TAG);
        }
        json.put("asked", request.asked().stream().map(RecordingText::json).toList());
        if (!decision.rule().isEmpty()) {
            json.put("rule", decision.rule());
        }
        put(json, "drawn", decision.drawn());
        return json.put("lane", decision.lane())
                .put("outcome", decision.ended().outcome())
                .put("served", decision.ended().lane())
                .put("instance", decision.ended().instance());
    }

    private static void put(JsonObject json, String key, OptionalInt number) {
        number.ifPresent(known -> json.put(key, known));
    }

    private static JsonObject json(Asked asked) {
        JsonObject buckets = new JsonObject();
        for (Map.Entry<String, Integer> bucket : new TreeMap<>(asked.buckets()).entrySet()) {
            buckets.put(bucket.getKey(), bucket.getValue());
        }
        return new JsonObject()
                .put("application", asked.application())
                .put("revision", asked.revision())
                .put("held", asked.held())
                .put("buckets", buckets);
    }
}
