package io.github.dubbogray.observability.qos;

import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.health.LaneReport;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The {@code lanes} that are watched, each with its {@code state}, what was counted, and its instances that are {@code out}. */
record HealthSection(List<LaneReport> lanes) implements Section {

    static HealthSection of(GrayApplication gray) {
        return new HealthSection(gray.watches().report());
    }

    @Override
    public void addTo(JsonObject json) {
        json.put("lanes", lanes.stream().map(HealthSection::json).toList());
    }

    private static JsonObject json(LaneReport lane) {
        return new JsonObject()
                .put("application", lane.application())
                .put("lane", lane.lane())
                .putOrNull("state", orNone(lane.state()).orElse(null))
                .putOrNull("told", orNone(lane.told()).orElse(null))
                .putOrNull("until", lane.until().map(HealthSection::moment).orElse(null))
                .put("calls", lane.counts().calls())
                .put("failures", lane.counts().failures())
                .put("slow", lane.counts().slow())
                .put("instances", lane.instances())
                .put("out", lane.out().stream().map(HealthSection::json).toList());
    }

    private static JsonObject json(LaneReport.Out out) {
        return new JsonObject()
                .put("address", out.address())
                .put("told", out.told())
                .put("since", moment(out.since()))
                .putOrNull("until", out.until().map(HealthSection::moment).orElse(null));
    }

    /** Returns a moment as ISO 8601 has it, with milliseconds at most. */
    private static String moment(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static Optional<String> orNone(String text) {
        return Optional.of(text).filter(some -> !some.isEmpty());
    }

    @Override
    public void addTo(Lines lines) {
        if (lanes.isEmpty()) {
            lines.line("nothing is watched: no document in force has health, outlier or probing");
        }
        lanes.forEach(lane -> {
            lines.line(lane.application() + " " + lane.lane() + ": "
                    + orNone(lane.state()).orElse("never tripped") + ", "
                    + lane.counts().calls() + " calls in the window, "
                    + lane.counts().failures() + " failed, "
                    + lane.counts().slow() + " slow, "
                    + lane.out().size() + " of " + lane.instances() + " instances out");
            orNone(lane.told())
                    .ifPresent(told -> lines.line("  " + told
                            + lane.until()
                                    .map(until -> "; no calls until " + until.truncatedTo(ChronoUnit.SECONDS))
                                    .orElse("")));
            lane.out().forEach(out -> lines.line("  " + out.address() + " " + out.told()));
        });
    }
}
