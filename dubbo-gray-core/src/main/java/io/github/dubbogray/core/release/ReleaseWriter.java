package io.github.dubbogray.core.release;

import io.github.dubbogray.core.release.verdict.Evidence;
import io.github.dubbogray.core.release.verdict.QueryRun;
import io.github.dubbogray.core.release.verdict.ShareTest;
import io.github.dubbogray.core.text.JsonObject;
import java.util.TreeMap;

/** Writes what is kept of a release, as JSON. */
final class ReleaseWriter {

    private ReleaseWriter() {}

    static String write(ReleaseFile file) {
        Release release = file.release();
        return new JsonObject()
                .put("apiVersion", "dubbo-gray/v1")
                .put("application", file.application())
                .put("id", release.id())
                .put("lane", release.subject().lane())
                .put("rule", release.subject().rule())
                .put("plan", release.plan())
                .put(
                        "lease",
                        new JsonObject()
                                .put("holder", file.lease().holder())
                                .put("until", file.lease().untilMillis()))
                .put("state", state(release.state()))
                .put(
                        "history",
                        release.history().stream().map(ReleaseWriter::entry).toList())
                .toString();
    }

    private static JsonObject entry(HistoryEntry entry) {
        return new JsonObject()
                .put("at", entry.atMillis())
                .put("state", entry.state())
                .put("step", entry.step())
                .put("reason", entry.reason());
    }

    /** The keys of a state are its components. */
    private static JsonObject state(ReleaseState state) {
        JsonObject json = new JsonObject().put("id", state.id()).put("step", state.step());
        state.watched().ifPresent(watch -> put(watch, json));
        if (state instanceof RunningStep.Publishing publishing) {
            put(publishing.publication(), json);
        } else if (state instanceof RunningStep.Spreading spreading) {
            json.put("revision", spreading.revision()).put("since", spreading.sinceMillis());
        } else if (state instanceof RunningStep.Closing closing) {
            put(closing.publication(), json);
        } else if (state instanceof ReleaseState.Inconclusive inconclusive) {
            json.put("undecidedSince", inconclusive.sinceMillis());
        } else if (state instanceof Paused paused) {
            json.put("reason", paused.reason());
        } else if (state instanceof RollingBack back) {
            put(back, json.put("reason", back.reason()));
        } else if (state instanceof ReleaseState.RolledBack back) {
            json.put("reason", back.reason());
        }
        return json;
    }

    private static void put(RollingBack back, JsonObject json) {
        if (back instanceof RollingBack.Publishing publishing) {
            put(publishing.publication(), json);
        } else if (back instanceof RollingBack.Blocked blocked) {
            json.put("obstacle", blocked.obstacle());
        } else if (back instanceof RollingBack.Spreading spreading) {
            json.put("revision", spreading.revision()).put("since", spreading.sinceMillis());
        }
    }

    private static void put(Publication publication, JsonObject json) {
        json.put("from", publication.from()).put("to", publication.to());
    }

    private static void put(Watch watch, JsonObject json) {
        json.put("revision", watch.revision())
                .put("since", watch.sinceMillis())
                .put("evidence", evidence(watch.evidence()));
    }

    private static JsonObject evidence(Evidence evidence) {
        JsonObject queries = new JsonObject();
        new TreeMap<>(evidence.queries()).forEach((name, run) -> queries.put(name, query(run)));
        return new JsonObject()
                .put("gray", KeptCounts.write(evidence.calls().gray()))
                .put("stable", KeptCounts.write(evidence.calls().stable()))
                .put("errors", test(evidence.errors()))
                .put("slow", test(evidence.slow()))
                .put("queries", queries);
    }

    private static JsonObject test(ShareTest test) {
        return new JsonObject()
                .put("gray", test.gray())
                .put("stable", test.stable())
                .put("expected", Double.toString(test.expected()))
                .put("logE", Double.toString(test.logE()));
    }

    /** Numbers with a point stand in quotes: an answer may be infinite, which JSON has no number for. */
    private static JsonObject query(QueryRun run) {
        return new JsonObject()
                .put("last", Double.toString(run.last()))
                .put("above", run.above())
                .put("within", run.within());
    }
}
