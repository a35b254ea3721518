package io.github.dubbogray.grayctl.release;

import io.github.dubbogray.core.release.Lease;
import io.github.dubbogray.core.release.Release;
import io.github.dubbogray.core.release.ReleaseFile;
import io.github.dubbogray.core.release.ReleaseState;
import io.github.dubbogray.core.release.Watch;
import io.github.dubbogray.core.release.plan.ReleasePlan;
import io.github.dubbogray.core.release.verdict.Finding;
import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.core.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a release is: its steps as a tree, and under the one that is judged what it has shown so far.
 *
 * @param plan null where it cannot be read
 */
public record Progress(ReleaseFile file, @Nullable ReleasePlan plan, long nowMillis) {

    private static final int BAR = 20;

    /** Returns it for people. */
    public List<String> toLines() {
        Release release = file.release();
        ReleaseState state = release.state();
        List<String> lines = new ArrayList<>();
        lines.add("release " + release.id() + " of " + file.application() + ": " + Phase.of(state)
                + (state.step() == 0 ? "" : " at step " + state.step()) + since());
        reason().ifPresent(reason -> lines.add("  " + reason));
        if (plan == null) {
            lines.add("  its plan cannot be read");
        } else {
            for (int number = 1; number <= plan.steps().size(); number++) {
                lines.add(stepLine(number, plan));
                if (number == state.step()) {
                    state.watched().ifPresent(watch -> evidence(watch, plan, lines));
                }
            }
        }
        if (!state.isFinal()) {
            lines.add(leader(file.lease()));
        }
        return lines;
    }

    private String since() {
        return last().map(entry -> ", for " + Spans.of(nowMillis - entry)).orElse("");
    }

    private Optional<Long> last() {
        List<io.github.dubbogray.core.release.HistoryEntry> history =
                file.release().history();
        return history.isEmpty()
                ? Optional.empty()
                : Optional.of(history.get(history.size() - 1).atMillis());
    }

    private Optional<String> reason() {
        List<io.github.dubbogray.core.release.HistoryEntry> history =
                file.release().history();
        return history.isEmpty()
                ? Optional.empty()
                : Optional.of(Quoted.sentence(history.get(history.size() - 1).reason()));
    }

    private String stepLine(int number, ReleasePlan of) {
        ReleaseState state = file.release().state();
        boolean isDone = number < state.step() || state.id().equals("promoted");
        String mark = isDone ? "[x]" : number == state.step() ? "[>]" : "[ ]";
        String left = number == state.step()
                ? state.watched()
                        .map(watch -> ", " + Spans.of(watch.leftMillis(of, nowMillis)) + " left of "
                                + Spans.of(of.step(number).hold().toMillis()))
                        .orElse("")
                : "";
        return "  " + mark + " " + of.step(number).share() + left;
    }

    private static void evidence(Watch watch, ReleasePlan of, List<String> lines) {
        for (Finding finding : watch.evidence().findings()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "        %-6s  breach %s  proof %s  gray %s, stable %s",
                    finding.signal().name().toLowerCase(Locale.ROOT),
                    bar(finding.towardsBreach(of.analysis())),
                    bar(finding.towardsProof(of.analysis())),
                    finding.gray().describe(),
                    finding.stable().describe()));
        }
        lines.add("        " + watch.evidence().verdict(of.analysis()).reason());
    }

    /** Says a part of one as {@code [#####---------------]}. */
    static String bar(double part) {
        int full = (int) Math.round(BAR * Math.max(0, Math.min(1, part)));
        return "[" + "#".repeat(full) + "-".repeat(BAR - full) + "]";
    }

    private String leader(Lease lease) {
        if (lease.holder().isEmpty()) {
            return "  nobody runs it: grayctl release run";
        }
        long left = lease.untilMillis() - nowMillis;
        return left >= 0
                ? "  run by " + Quoted.sentence(lease.holder())
                : "  nobody has run it for " + Spans.of(-left) + ", last " + Quoted.sentence(lease.holder())
                        + ": grayctl release run";
    }

    /** Returns it for programs. */
    public JsonObject toJson() {
        Release release = file.release();
        JsonObject json = new JsonObject()
                .put("application", file.application())
                .put("release", release.id())
                .put("phase", Phase.of(release.state()))
                .put("state", release.state().id())
                .put("step", release.state().step())
                .put("reason", reason().orElse(""))
                .put("leader", file.lease().holder())
                .put("isOver", release.state().isFinal());
        ReleasePlan of = plan;
        if (of != null) {
            json.put("steps", of.steps().size());
            release.state()
                    .watched()
                    .ifPresent(watch -> json.put(
                                    "evidence",
                                    watch.evidence().findings().stream()
                                            .map(finding -> toJson(finding, of))
                                            .toList())
                            .put("leftSeconds", watch.leftMillis(of, nowMillis) / 1_000)
                            .put(
                                    "verdict",
                                    watch.evidence().verdict(of.analysis()).reason()));
        }
        return json;
    }

    private static JsonObject toJson(Finding finding, ReleasePlan of) {
        return new JsonObject()
                .put("signal", finding.signal().name().toLowerCase(Locale.ROOT))
                .put("grayCalls", finding.gray().calls())
                .put("grayHits", finding.gray().hits())
                .put("stableCalls", finding.stable().calls())
                .put("stableHits", finding.stable().hits())
                .put("towardsBreach", number(finding.towardsBreach(of.analysis())))
                .put("towardsProof", number(finding.towardsProof(of.analysis())));
    }

    private static String number(double part) {
        return String.format(Locale.ROOT, "%.3f", part);
    }
}
