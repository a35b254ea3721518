package io.github.dubbogray.core.release;

import io.github.dubbogray.core.release.verdict.Evidence;
import io.github.dubbogray.core.release.verdict.QueryRun;
import io.github.dubbogray.core.release.verdict.ShareTest;
import io.github.dubbogray.core.release.verdict.StepCalls;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the state of a kept release; the counterpart of {@link ReleaseWriter}. */
record StateReader(KeptFields state) {

    private static final String[] WATCH = {"revision", "since", "evidence"};
    private static final String[] PUBLICATION = {"from", "to"};

    ReleaseState read() {
        String id = state.text("id");
        try {
            return switch (id) {
                case "pending" -> only(new ReleaseState.Pending());
                case "running/publishing" -> only(new RunningStep.Publishing(step(), publication()), PUBLICATION);
                case "running/spreading" ->
                    only(new RunningStep.Spreading(step(), revision(), since()), "revision", "since");
                case "running/judging" -> only(new RunningStep.Judging(watch()), WATCH);
                case "running/closing" -> only(new RunningStep.Closing(step(), publication()), PUBLICATION);
                case "waiting-for-approval" -> only(new ReleaseState.WaitingForApproval(watch()), WATCH);
                case "inconclusive" ->
                    only(
                            new ReleaseState.Inconclusive(watch(), state.number("undecidedSince")),
                            "undecidedSince",
                            "revision",
                            "since",
                            "evidence");
                case "promoted" -> only(new ReleaseState.Promoted(step()));
                default -> withReason(id);
            };
        } catch (IllegalArgumentException e) { // counts that cannot be
            throw state.wrong("id", "has figures that cannot be: " + e.getMessage());
        }
    }

    private ReleaseState withReason(String id) {
        String reason = state.text("reason");
        return switch (id) {
            case "paused/watched" ->
                only(new Paused.Watched(watch(), reason), "reason", "revision", "since", "evidence");
            case "paused/breached" -> only(new Paused.Breached(step(), reason), "reason");
            case "paused/unwatched" -> only(new Paused.Unwatched(step(), reason), "reason");
            case "rolling-back/publishing" ->
                only(new RollingBack.Publishing(step(), reason, publication()), "reason", "from", "to");
            case "rolling-back/blocked" ->
                only(new RollingBack.Blocked(step(), reason, state.text("obstacle")), "reason", "obstacle");
            case "rolling-back/spreading" ->
                only(new RollingBack.Spreading(step(), reason, revision(), since()), "reason", "revision", "since");
            case "rolled-back" -> only(new ReleaseState.RolledBack(step(), reason), "reason");
            default -> throw state.wrong("id", "is the id of no state");
        };
    }

    private ReleaseState only(ReleaseState read, String... keys) {
        state.only(Stream.concat(Stream.of("id", "step"), Stream.of(keys)).toArray(String[]::new));
        return read;
    }

    private int step() {
        return state.count("step");
    }

    private String revision() {
        return state.text("revision");
    }

    private long since() {
        return state.number("since");
    }

    private Publication publication() {
        return new Publication(state.text("from"), state.text("to"));
    }

    private Watch watch() {
        KeptFields evidence = state.map("evidence").only("gray", "stable", "errors", "slow", "queries");
        return new Watch(
                step(),
                revision(),
                since(),
                new Evidence(
                        new StepCalls(KeptCounts.read(evidence.map("gray")), KeptCounts.read(evidence.map("stable"))),
                        test(evidence.map("errors")),
                        test(evidence.map("slow")),
                        queries(evidence.map("queries"))));
    }

    private static ShareTest test(KeptFields test) {
        test.only("gray", "stable", "expected", "logE");
        return new ShareTest(
                test.number("gray"), test.number("stable"), test.decimal("expected"), test.decimal("logE"));
    }

    private static Map<String, QueryRun> queries(KeptFields queries) {
        Map<String, QueryRun> runs = new TreeMap<>();
        queries.byKey().forEach((name, run) -> {
            run.only("last", "above", "within");
            runs.put(name, new QueryRun(run.decimal("last"), run.count("above"), run.count("within")));
        });
        return runs;
    }
}
