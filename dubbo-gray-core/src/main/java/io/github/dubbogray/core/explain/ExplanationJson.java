package io.github.dubbogray.core.explain;

import io.github.dubbogray.core.placement.Placement;
import io.github.dubbogray.core.placement.TierStep;
import io.github.dubbogray.core.placement.Trace;
import io.github.dubbogray.core.text.JsonObject;
import java.util.Locale;

/** Writes an explanation as JSON. */
final class ExplanationJson {

    private ExplanationJson() {}

    static JsonObject of(Explanation explanation) {
        return new JsonObject()
                .put(
                        "documents",
                        explanation.documents().stream()
                                .map(DocumentInForce::toJson)
                                .toList())
                .put("tag", tag(explanation.origin()))
                .put(
                        "rules",
                        explanation.origin().rules().stream()
                                .map(ExplanationJson::rule)
                                .toList())
                .put(
                        "tiers",
                        explanation.trace().tiers().stream()
                                .map(ExplanationJson::tier)
                                .toList())
                .put("placement", placement(explanation.trace()))
                .put(
                        "instances",
                        explanation.instances().stream()
                                .map(NamedInstance::toJson)
                                .toList());
    }

    private static JsonObject tag(TagOrigin origin) {
        JsonObject tag = new JsonObject().putOrNull("text", origin.tag().orElse(null));
        if (origin instanceof TagOrigin.Carried) {
            return tag.put("origin", "carried");
        }
        if (origin instanceof TagOrigin.Malformed malformed) {
            return tag.put("origin", "colored")
                    .put("malformed", malformed.text())
                    .put("reason", malformed.reason());
        }
        return tag.put("origin", "colored");
    }

    private static JsonObject rule(RuleStep step) {
        JsonObject rule =
                new JsonObject().put("application", step.application()).put("rule", step.rule());
        if (step instanceof RuleStep.Claimed claimed) {
            rule.put("answer", "claimed").put("lane", claimed.lane());
            return pick(rule.put("carry", lowerCase(claimed.carry())), claimed.pick());
        }
        return step instanceof RuleStep.NotClaimed not
                ? rule.put("answer", "not claimed")
                        .put("failed", not.failed())
                        .put(
                                "seen",
                                not.seen().stream().map(ExplanationJson::seen).toList())
                : rule.put("answer", "not asked");
    }

    private static JsonObject seen(Seen seen) {
        JsonObject json = new JsonObject().put("source", seen.source());
        if (seen instanceof Seen.TooLong tooLong) {
            return json.put("length", tooLong.length());
        }
        return seen instanceof Seen.NoText
                ? json.put("value", new JsonObject())
                : json.putOrNull("value", seen instanceof Seen.Value value ? value.value() : null);
    }

    private static JsonObject pick(JsonObject rule, LanePick pick) {
        if (pick instanceof LanePick.ByBucket bucket) {
            return rule.put("bucket", bucket.bucket())
                    .put("source", bucket.source())
                    .put("key", bucket.key());
        }
        return pick instanceof LanePick.ByDraw draw ? rule.put("draw", draw.number()) : rule;
    }

    private static JsonObject tier(TierStep step) {
        JsonObject tier = new JsonObject()
                .put("application", step.application())
                .put("tier", step.tier().describe())
                .put("outcome", lowerCase(step.outcome()))
                .put("required", step.required())
                .put("present", step.found().present())
                .put("unhealthy", step.found().unhealthy())
                .put("reachable", step.found().reachable())
                .put("out", step.found().out())
                .put("ejected", step.found().ejected())
                .put("registered", step.found().registered());
        return step.trip().isEmpty() ? tier : tier.put("trip", step.trip());
    }

    private static JsonObject placement(Trace trace) {
        return new JsonObject()
                .put("outcome", outcome(trace.placement()))
                .put("sentence", trace.placement().describe());
    }

    private static String outcome(Placement placement) {
        if (placement instanceof Placement.Placed) {
            return "placed";
        }
        return placement instanceof Placement.FellBack ? "fell back" : "refused";
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
