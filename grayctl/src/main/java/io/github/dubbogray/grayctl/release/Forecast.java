package io.github.dubbogray.grayctl.release;

import io.github.dubbogray.core.release.plan.Analysis;
import io.github.dubbogray.core.release.plan.ReleasePlan;
import io.github.dubbogray.core.release.plan.Source;
import io.github.dubbogray.core.release.plan.Step;
import io.github.dubbogray.core.release.verdict.Proof;
import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.grayctl.output.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a plan will do, and how much traffic its steps need to be decided where gray is as good as stable.
 *
 * @param traffic what the rule gets; null where nobody knows
 */
public record Forecast(ReleasePlan plan, @Nullable Traffic traffic) {

    private static final double BASIS_POINTS = 10_000;

    /**
     * Requests that the rule claims.
     *
     * @param callsPerSecond above 0
     * @param failurePercent how many of them fail, 0 to 100, whichever lane they go to
     */
    public record Traffic(double callsPerSecond, double failurePercent) {

        public Traffic {
            if (!(callsPerSecond > 0) || !(failurePercent >= 0 && failurePercent <= 100)) {
                throw new IllegalArgumentException(callsPerSecond + " calls/s of which " + failurePercent + " % fail");
            }
        }
    }

    /** A step with the moment from which it can begin, and what it takes. */
    private record Row(int number, Step step, long startMillis, OptionalLong calls, OptionalLong takesMillis) {}

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        long start = 0;
        for (int number = 1; number <= plan.steps().size(); number++) {
            Step step = plan.step(number);
            OptionalLong calls = callsNeeded(step);
            OptionalLong proof = takes(step, calls);
            long takes = Math.max(step.hold().toMillis(), proof.orElse(0));
            rows.add(new Row(number, step, start, calls, OptionalLong.of(takes)));
            start += takes;
        }
        return rows;
    }

    private boolean isProven(Step step) {
        return !step.isEverything() && plan.analysis().source().equals(Source.CONSUMERS);
    }

    /** Gray calls until a lane as good as stable is proven so. */
    private OptionalLong callsNeeded(Step step) {
        if (!isProven(step) || traffic == null) {
            return OptionalLong.empty();
        }
        OptionalLong needed = Proof.grayCallsNeeded(
                traffic.failurePercent() / 100,
                step.basisPoints() / BASIS_POINTS,
                plan.analysis().errorMargin() / Analysis.WHOLE);
        return needed.isEmpty()
                ? needed
                : OptionalLong.of(Math.max(needed.getAsLong(), plan.analysis().minCalls()));
    }

    private OptionalLong takes(Step step, OptionalLong calls) {
        return calls.isEmpty() || traffic == null
                ? OptionalLong.empty()
                : OptionalLong.of((long)
                        (1_000 * calls.getAsLong() / (traffic.callsPerSecond() * step.basisPoints() / BASIS_POINTS)));
    }

    /** Returns it for people. */
    public List<String> toLines() {
        List<String> lines = new ArrayList<>();
        lines.add("release of " + plan.application() + ": lane " + plan.lane() + " by rule " + plan.rule() + ", "
                + plan.steps().size() + " steps");
        TextTable table =
                new TextTable("  ", "step", "share", "hold", "then", "begins after", "gray calls to be proven");
        for (Row row : rows()) {
            table.add(
                    Integer.toString(row.number()),
                    row.step().share(),
                    Spans.of(row.step().hold().toMillis()),
                    row.step().approval() == Step.Approval.NEEDED ? "approval" : "",
                    row.startMillis() == 0 ? "0s" : Spans.of(row.startMillis()),
                    proofOf(row));
        }
        table.toLines(lines::add);
        lines.add("on a breach: " + lower(plan.onBreach()) + "; without a decision for "
                + Spans.of(plan.onInconclusive().hold().toMillis()) + ": "
                + lower(plan.onInconclusive().then()));
        if (traffic == null && plan.analysis().source().equals(Source.CONSUMERS)) {
            lines.add("with --calls-per-second and --failure-percent it is said how many calls each step needs");
        }
        return lines;
    }

    private String proofOf(Row row) {
        if (!isProven(row.step())) {
            return row.step().isEverything() ? "none to compare with" : "by its queries";
        }
        if (traffic == null) {
            return "at least " + plan.analysis().minCalls();
        }
        OptionalLong takes = takes(row.step(), row.calls());
        return row.calls().isPresent() && takes.isPresent()
                ? row.calls().getAsLong() + ", in " + Spans.of(takes.getAsLong())
                : "no number is enough: the margin is too small";
    }

    /** Returns it for programs. */
    public JsonObject toJson() {
        return new JsonObject()
                .put("application", plan.application())
                .put("lane", plan.lane())
                .put("rule", plan.rule())
                .put("plan", plan.revision())
                .put("steps", rows().stream().map(this::toJson).toList());
    }

    private JsonObject toJson(Row row) {
        JsonObject json = new JsonObject()
                .put("step", row.number())
                .put("share", row.step().share())
                .put("holdSeconds", row.step().hold().toSeconds())
                .put("approval", row.step().approval() == Step.Approval.NEEDED)
                .put("beginsAfterSeconds", row.startMillis() / 1_000);
        row.calls().ifPresent(calls -> json.put("grayCalls", calls));
        return json;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
