package io.github.dubbogray.grayctl.traffic;

import io.github.dubbogray.core.record.Bounds;
import io.github.dubbogray.core.record.Replay;
import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.grayctl.output.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a document would make of recorded traffic, for people and for programs. */
public record Replayed(Traffic traffic, Replay replay) {

    /** Returns whether no request would go elsewhere, as far as is known. */
    public boolean isSame() {
        return replay.moving().most() == 0;
    }

    /** Returns the lines for people. */
    public List<String> toLines() {
        List<String> lines = new ArrayList<>();
        if (replay.decisions() == 0) {
            lines.add("Recorded traffic: no decision of " + traffic.name() + " asked " + replay.application()
                    + "; asked were " + String.join(", ", traffic.applications()));
            return lines;
        }
        lines.add("Recorded traffic: " + replay.decisions() + " decisions, which "
                + replay.outcomes().entrySet().stream()
                        .map(outcome -> outcome.getKey().replace('_', ' ') + " " + outcome.getValue())
                        .sorted()
                        .collect(Collectors.joining(", were ", "were ", "")));
        TextTable lanes = new TextTable("  ", "LANE", "THEN", "NOW");
        replay.lanes().forEach(lane -> lanes.add(lane.lane(), percent(lane.then()), percent(lane.now())));
        lanes.toLines(lines::add);
        replay.moves()
                .forEach(move ->
                        lines.add("  moves: " + percent(move.share()) + " from " + move.from() + " to " + move.to()));
        lines.add(isSame() ? "  every request goes where it went" : "  together: " + percent(replay.moving()));
        if (replay.undecided() > 0) {
            lines.add("  of " + replay.undecided()
                    + " it is not known: a condition, or a sticky key, was not asked of them then");
        }
        if (replay.unlike() > 0) {
            lines.add("  of " + replay.unlike()
                    + " the decision does not follow from the document of then: the recording was changed");
        }
        return lines;
    }

    private static String percent(Bounds bounds) {
        return bounds.isExact() ? percent(bounds.least()) : percent(bounds.least()) + " to " + percent(bounds.most());
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * part);
    }

    /** Returns {@code {application, revision, decisions, undecided, unlike, outcomes, lanes, moves, moving}}. */
    public JsonObject toJson() {
        JsonObject outcomes = new JsonObject();
        new TreeMap<>(replay.outcomes()).forEach(outcomes::put);
        return new JsonObject()
                .put("application", replay.application())
                .put("revision", replay.revision())
                .put("decisions", replay.decisions())
                .put("undecided", replay.undecided())
                .put("unlike", replay.unlike())
                .put("outcomes", outcomes)
                .put(
                        "lanes",
                        replay.lanes().stream()
                                .map(lane -> bounds(
                                        new JsonObject()
                                                .put("lane", lane.lane())
                                                .put("then", figure(lane.then())),
                                        lane.now()))
                                .toList())
                .put(
                        "moves",
                        replay.moves().stream()
                                .map(move -> bounds(
                                        new JsonObject()
                                                .put("from", move.from())
                                                .put("to", move.to()),
                                        move.share()))
                                .toList())
                .put("moving", bounds(new JsonObject(), replay.moving()));
    }

    private static JsonObject bounds(JsonObject json, Bounds bounds) {
        return json.put("least", figure(bounds.least())).put("most", figure(bounds.most()));
    }

    /** Returns percent, to a millionth: what is added up from many parts is not more exact than that. */
    private static double figure(double part) {
        return Math.round(part * 1e8) / 1e6;
    }
}
