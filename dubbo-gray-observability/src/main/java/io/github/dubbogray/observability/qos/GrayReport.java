package io.github.dubbogray.observability.qos;

import io.github.dubbogray.core.text.JsonObject;
import java.util.Collection;
import java.util.stream.Collectors;
import org.apache.dubbo.rpc.model.ApplicationModel;

/**
 * What a process can be asked of, at the moment it is asked: nothing is changed by asking, and nothing is begun. Every report
 * is {@code {"applications": [{"application": …, "state": "active"|"off"|"unused", …}]}}; the fields of an active one are
 * described with each. Fields are added, not renamed.
 */
@SuppressWarnings("ImmutableEnumChecker") // its field is a method reference, which has no state
public enum GrayReport {
    /** Own labels, the state of each document, drifts, counters that are not zero, gauges. */
    STATUS((asked, gray) -> StatusSection.of(gray)),
    /** Each document that is followed, with its lanes, and its rules in order. */
    RULES((asked, gray) -> RulesSection.of(gray)),
    /** Each instance that the application may call. */
    INSTANCES((asked, gray) -> InstancesSection.of(asked.model(), gray)),
    /** Each lane that is watched, and who is out. */
    HEALTH((asked, gray) -> HealthSection.of(gray)),
    /** Each document of switches that is followed, with its switches. */
    SWITCHES((asked, gray) -> SwitchesSection.of(asked.model()));

    private final Section.Look look;

    GrayReport(Section.Look look) {
        this.look = look;
    }

    /** Returns it for programs: one JSON object on one line. */
    public String toJson(Collection<ApplicationModel> models) {
        return json(models).toString();
    }

    JsonObject json(Collection<ApplicationModel> models) {
        return new JsonObject()
                .put("applications", Asked.all(models).stream().map(this::json).toList());
    }

    private JsonObject json(Asked asked) {
        JsonObject json = asked.json();
        asked.active().ifPresent(gray -> look.at(asked, gray).addTo(json));
        return json;
    }

    /** Returns it for people. */
    public String toText(Collection<ApplicationModel> models) {
        return Asked.all(models).stream().map(this::text).collect(Collectors.joining("\n"));
    }

    private String text(Asked asked) {
        Lines lines = new Lines().line(asked.headline());
        asked.active().ifPresent(gray -> look.at(asked, gray).addTo(lines));
        return lines.toString();
    }
}
