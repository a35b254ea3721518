package io.github.dubbogray.grayctl.release;

import io.github.dubbogray.core.release.HistoryEntry;
import io.github.dubbogray.core.release.Release;
import io.github.dubbogray.core.release.ReleaseFile;
import io.github.dubbogray.core.release.plan.ReleasePlan;
import io.github.dubbogray.core.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a release came to, in Markdown: how it went, and, where it did harm, how soon that was found, acted on and over.
 *
 * @param plan null where it cannot be read
 */
public record Report(ReleaseFile file, @Nullable ReleasePlan plan) {

    /** Returns the text. */
    public List<String> toLines() {
        Release release = file.release();
        List<String> lines = new ArrayList<>();
        lines.add("# Release " + release.id() + " of " + file.application());
        lines.add("");
        lines.add("| | |");
        lines.add("|---|---|");
        row(
                lines,
                "outcome",
                Phase.of(release.state())
                        + (release.state().step() == 0
                                ? ""
                                : " at step " + release.state().step()));
        first().ifPresent(entry -> row(lines, "begun", Spans.moment(entry.atMillis())));
        if (release.state().isFinal()) {
            last().ifPresent(entry -> row(lines, "over", Spans.moment(entry.atMillis())));
            row(lines, "took", Spans.of(last().get().atMillis() - first().get().atMillis()));
        }
        if (plan != null) {
            row(lines, "lane, rule", plan.lane() + ", " + plan.rule());
            row(
                    lines,
                    "shares",
                    String.join(
                            ", ",
                            plan.steps().stream().map(step -> step.share()).toList()));
        }
        harm(lines);
        lines.add("");
        lines.add("## What happened");
        lines.add("");
        lines.add("| time (UTC) | after | step | state | reason |");
        lines.add("|---|---|---|---|---|");
        long begin = first().map(HistoryEntry::atMillis).orElse(0L);
        release.history()
                .forEach(entry -> lines.add("| " + Spans.moment(entry.atMillis()) + " | "
                        + Spans.of(entry.atMillis() - begin) + " | " + entry.step() + " | " + entry.state() + " | "
                        + cell(entry.reason()) + " |"));
        return lines;
    }

    /** The trigger, and how long it took from the step's beginning to the decision, from there to the share, and until all went by it. */
    private void harm(List<String> lines) {
        Optional<HistoryEntry> decided = firstOf("rolling-back/publishing");
        if (decided.isEmpty()) {
            return;
        }
        row(lines, "trigger", cell(decided.get().reason()));
        file.release().history().stream()
                .filter(entry ->
                        entry.step() == decided.get().step() && entry.state().equals("running/judging"))
                .findFirst()
                .ifPresent(judged -> row(
                        lines,
                        "time to detect, since all consumers went by step " + judged.step(),
                        Spans.of(decided.get().atMillis() - judged.atMillis())));
        firstOf("rolling-back/spreading")
                .ifPresent(published -> row(
                        lines,
                        "time to act",
                        Spans.of(published.atMillis() - decided.get().atMillis())));
        firstOf("rolled-back")
                .ifPresent(over -> row(
                        lines,
                        "time to recover, until all consumers went by it",
                        Spans.of(over.atMillis() - decided.get().atMillis())));
    }

    private Optional<HistoryEntry> firstOf(String state) {
        return file.release().history().stream()
                .filter(entry -> entry.state().equals(state))
                .findFirst();
    }

    private Optional<HistoryEntry> first() {
        return file.release().history().stream().findFirst();
    }

    private Optional<HistoryEntry> last() {
        List<HistoryEntry> history = file.release().history();
        return history.isEmpty() ? Optional.empty() : Optional.of(history.get(history.size() - 1));
    }

    private static void row(List<String> lines, String what, String value) {
        lines.add("| " + what + " | " + value + " |");
    }

    private static String cell(String text) {
        return Quoted.sentence(text).replace("|", "\\|");
    }
}
