package io.github.dubbogray.router.alert;

import io.github.dubbogray.core.health.count.Rate;
import io.github.dubbogray.core.health.watch.Evidence;
import io.github.dubbogray.core.health.watch.Fault;
import io.github.dubbogray.core.health.watch.HealthEvent;
import io.github.dubbogray.core.text.JsonObject;
import java.time.Duration;
import java.util.Locale;

/** Writes a notice as JSON: every notice has every key. */
final class NoticeJson {

    private static final String OUT_FOR = "outForMillis";
    private static final String EVIDENCE = "evidence";

    private NoticeJson() {}

    static JsonObject of(Notice notice) {
        Subject subject = notice.subject();
        JsonObject json = new JsonObject()
                .put("key", subject.key())
                .put("status", notice instanceof Notice.Begun ? "begun" : "over")
                .put("kind", notice.kind())
                .put("application", subject.application())
                .put("lane", subject.lane())
                .putOrNull("instance", subject instanceof Subject.OfInstance one ? one.instance() : null)
                .put("time", notice.time().toString())
                .put("text", notice.describe());
        return notice instanceof Notice.Begun begun
                ? numbers(json, begun.news())
                : json.putNull(OUT_FOR).putNull(EVIDENCE);
    }

    private static JsonObject numbers(JsonObject json, HealthEvent news) {
        if (news instanceof HealthEvent.LaneTripped tripped) {
            return json.put(OUT_FOR, tripped.openFor().toMillis()).put(EVIDENCE, evidence(tripped.evidence()));
        }
        if (news instanceof HealthEvent.InstanceEjected ejected) {
            return json.put(OUT_FOR, ejected.lasting().toMillis())
                    .put(EVIDENCE, evidence(ejected.evidence()).put("ejections", ejected.ejections()));
        }
        json.putNull(OUT_FOR);
        return news instanceof HealthEvent.InstanceUnanswering unanswering
                ? json.put(EVIDENCE, new JsonObject().put("type", "unanswered").put("probes", unanswering.probes()))
                : json.putNull(EVIDENCE);
    }

    private static JsonObject evidence(Evidence evidence) {
        if (evidence instanceof Evidence.TooMany many) {
            return rates(fault("too-many", many.fault()), many.within(), many.own(), many.others());
        }
        if (evidence instanceof Evidence.Run run) {
            return rates(fault("run", Fault.FAILED).put("length", run.length()), run.within(), run.own(), run.others());
        }
        Evidence.Probes probes = (Evidence.Probes) evidence; // the only one that is left
        return fault("probes", probes.fault()).put("given", probes.given()).put("own", rate(probes.own()));
    }

    private static JsonObject fault(String type, Fault fault) {
        return new JsonObject().put("type", type).put("fault", fault.name().toLowerCase(Locale.ROOT));
    }

    private static JsonObject rates(JsonObject json, Duration within, Rate own, Rate others) {
        return json.put("withinMillis", within.toMillis()).put("own", rate(own)).put("others", rate(others));
    }

    private static JsonObject rate(Rate rate) {
        return new JsonObject().put("hits", rate.hits()).put("calls", rate.calls());
    }
}
