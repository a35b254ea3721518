package io.github.dubbogray.core.explain;

import io.github.dubbogray.core.placement.Admission;
import io.github.dubbogray.core.placement.Fleet;
import io.github.dubbogray.core.placement.Presence;
import io.github.dubbogray.core.placement.Trace;
import io.github.dubbogray.core.text.JsonObject;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Why a request goes where it goes: every step, made by the code that routes.
 *
 * @param documents the documents in force, in the order of the applications' names
 * @param origin where the request's tag comes from
 * @param trace every tier, and the placement
 * @param instances the instances that may serve and are candidates of the call
 */
public record Explanation(
        List<DocumentInForce> documents, TagOrigin origin, Trace trace, List<NamedInstance> instances) {

    public Explanation {
        documents = List.copyOf(documents);
        instances = List.copyOf(instances);
    }

    /** Explains a request that was admitted nowhere. */
    public static Explanation of(Fleet<?> fleet, Question question, Presence presence, IntFunction<String> names) {
        return of(fleet, question, Admission.NOWHERE, presence, names);
    }

    /**
     * Explains a request.
     *
     * @param admission whether a lane that takes a part of its requests takes this one
     * @param names gives an instance's name by its position
     * @throws IllegalStateException if the fleet is empty
     */
    public static Explanation of(
            Fleet<?> fleet, Question question, Admission admission, Presence presence, IntFunction<String> names) {
        TagOrigin origin = TagOrigin.of(fleet, question);
        Trace trace = fleet.trace(origin.tag().orElse(null), admission, presence);
        return new Explanation(
                fleet.tables().stream().map(DocumentInForce::of).toList(),
                origin,
                trace,
                trace.instances().stream()
                        .map(position -> new NamedInstance(position, names.apply(position)))
                        .toList());
    }

    /** Returns the explanation for people: a few aligned lines, the last one ended. */
    public String toText() {
        return new ExplanationText(this).toString();
    }

    /** Returns what {@link #toJson} writes, to be part of something greater. */
    public JsonObject toJsonObject() {
        return ExplanationJson.of(this);
    }

    /** Returns the explanation for programs: one JSON object on one line, its keys always in the same order. */
    public String toJson() {
        return toJsonObject().toString();
    }
}
