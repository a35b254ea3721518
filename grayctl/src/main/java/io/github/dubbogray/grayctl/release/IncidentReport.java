package io.github.dubbogray.grayctl.release;

import io.github.dubbogray.core.release.count.LaneCounts;
import io.github.dubbogray.core.release.incident.Incident;
import io.github.dubbogray.core.release.incident.IncidentEntry;
import io.github.dubbogray.core.release.incident.Origin;
import io.github.dubbogray.core.release.incident.Trigger;
import io.github.dubbogray.core.release.verdict.Signal;
import io.github.dubbogray.core.text.Quoted;
import java.util.ArrayList;
import java.util.List;

/** An incident in Markdown: what it was, whom it hit, how long it took, and what happened. */
public record IncidentReport(String application, Incident incident) {

    /** Returns the text. */
    public List<String> toLines() {
        List<String> lines = new ArrayList<>();
        lines.add("# Incident " + incident.number() + " of " + application);
        lines.add("");
        lines.add("| | |");
        lines.add("|---|---|");
        Origin origin = incident.origin();
        row(lines, "standing", incident.standing().describe());
        row(
                lines,
                "release",
                origin.release() + ", step " + origin.step() + ": lane " + origin.lane() + " by rule " + origin.rule());
        row(lines, "trigger", incident.trigger().describe());
        row(lines, "found", Spans.moment(incident.foundMillis()));
        if (incident.relapses() > 0) {
            row(lines, "came again", incident.relapses() + (incident.relapses() == 1 ? " time" : " times"));
        }
        times(lines);
        impact(lines);
        row(lines, "who differs", incident.suspect().describe());
        lines.add("");
        lines.add("## What happened");
        lines.add("");
        lines.add("| time (UTC) | after | phase | by | what | |");
        lines.add("|---|---|---|---|---|---|");
        incident.entries().forEach(entry -> lines.add(line(entry)));
        lines.add("");
        lines.add("## What this does not know");
        lines.add("");
        lines.add("Instances, methods and traces: consumers announce counts by lane. For them ask the metrics of the"
                + " consumers, by lane and instance, and the traces with the span attribute gray.lane = "
                + origin.lane() + ", from " + Spans.moment(origin.sinceMillis()) + " on.");
        return lines;
    }

    private void times(List<String> lines) {
        long found = incident.foundMillis();
        row(
                lines,
                "time to detect, since the step was judged",
                Spans.of(found - incident.origin().sinceMillis()));
        incident.actedMillis().ifPresent(acted -> row(lines, "time to act", Spans.of(acted - found)));
        incident.recoveredMillis()
                .ifPresentOrElse(
                        over -> row(lines, "time to recover", Spans.of(over - found)),
                        () -> row(lines, "time to recover", "it goes on"));
    }

    /** What came after it was found, until all consumers went by the answer, is not in it: nobody counts then. */
    private void impact(List<String> lines) {
        if (incident.trigger() instanceof Trigger.Query) {
            return;
        }
        LaneCounts gray = incident.calls().gray();
        row(
                lines,
                "impact until it was found",
                said(Signal.ERRORS, gray) + ", " + said(Signal.SLOW, gray) + ", of " + gray.calls() + " gray calls");
        LaneCounts stable = incident.calls().stable();
        row(
                lines,
                "stable in the same time",
                stable.failures().calls() + " failed, " + stable.slow().calls() + " slow, of " + stable.calls()
                        + " calls");
    }

    private static String said(Signal signal, LaneCounts lane) {
        LaneCounts.Of some = signal.countsOf(lane);
        return some.calls() + " calls of " + some.keys() + " users " + signal.done();
    }

    private String line(IncidentEntry entry) {
        return "| " + Spans.moment(entry.atMillis()) + " | "
                + Spans.of(entry.atMillis() - incident.foundMillis()) + " | "
                + entry.phase().spelling() + " | " + cell(entry.by()) + " | " + entry.what() + " | "
                + cell(entry.text()) + " |";
    }

    private static void row(List<String> lines, String what, String value) {
        lines.add("| " + what + " | " + cell(value) + " |");
    }

    private static String cell(String text) {
        return Quoted.sentence(text).replace("|", "\\|");
    }
}
