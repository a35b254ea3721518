package io.github.dubbogray.core.release.incident;

import io.github.dubbogray.core.release.KeptCounts;
import io.github.dubbogray.core.release.KeptFields;
import io.github.dubbogray.core.release.KeptText;
import io.github.dubbogray.core.release.verdict.Rate;
import io.github.dubbogray.core.release.verdict.Signal;
import io.github.dubbogray.core.release.verdict.StepCalls;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what is kept of incidents; the counterpart of {@link Incidents#toJson}. */
public final class IncidentsReader {

    private static final String KIND = IncidentsWriter.KIND;

    private IncidentsReader() {}

    /**
     * Reads a text; empty where it is none of ours. Never throws.
     *
     * @param application the application of its data id
     */
    public static Optional<Incidents> read(String application, String text) {
        return KeptText.read(
                application,
                text,
                kept -> new Incidents(
                        application,
                        kept.list("incidents").stream()
                                .map(IncidentsReader::incident)
                                .toList()),
                "incidents");
    }

    private static Incident incident(KeptFields kept) {
        kept.only(
                "number",
                "release",
                "step",
                "lane",
                "rule",
                "since",
                "window",
                "trigger",
                "gray",
                "stable",
                "suspect",
                "standing",
                "entries");
        return new Incident(
                kept.count("number"),
                new Origin(
                        kept.text("release"),
                        kept.count("step"),
                        kept.text("lane"),
                        kept.text("rule"),
                        kept.number("since")),
                trigger(kept.map("trigger")),
                new StepCalls(KeptCounts.read(kept.map("gray")), KeptCounts.read(kept.map("stable"))),
                suspect(kept.map("suspect")),
                kept.number("window"),
                standing(kept.map("standing")),
                kept.list("entries").stream().map(IncidentsReader::entry).toList());
    }

    private static Trigger trigger(KeptFields kept) {
        return switch (kept.text(KIND)) {
            case "calls" -> new Trigger.Calls(signal(kept.only(KIND, "signal")));
            case "query" -> {
                kept.only(KIND, "name", "last", "max");
                yield new Trigger.Query(kept.text("name"), kept.decimal("last"), kept.decimal("max"));
            }
            case "undecided" -> {
                kept.only(KIND);
                yield new Trigger.Undecided();
            }
            default -> throw kept.wrong(KIND, "is no trigger");
        };
    }

    private static Signal signal(KeptFields kept) {
        String name = kept.text("signal");
        return Stream.of(Signal.values())
                .filter(signal -> signal.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> kept.wrong("signal", "is no signal"));
    }

    private static Suspect suspect(KeptFields kept) {
        return switch (kept.text(KIND)) {
            case "one" -> {
                kept.only(KIND, "name", "gray", "others", "stable");
                yield new Suspect.One(
                        kept.text("name"), rate(kept.map("gray")), rate(kept.map("others")), rate(kept.map("stable")));
            }
            case "nobody" -> new Suspect.Nobody(kept.only(KIND, "callers").count("callers"));
            case "unknown" -> new Suspect.Unknown(kept.only(KIND, "reason").text("reason"));
            default -> throw kept.wrong(KIND, "is no suspect");
        };
    }

    private static Rate rate(KeptFields kept) {
        kept.only("hits", "calls");
        return new Rate(kept.number("hits"), kept.number("calls"));
    }

    private static Standing standing(KeptFields kept) {
        return switch (kept.text(KIND)) {
            case "responding" -> {
                kept.only(KIND);
                yield new Standing.Responding();
            }
            case "reviewing" -> {
                kept.only(KIND, "healthy", "last");
                yield new Standing.Reviewing(kept.count("healthy"), kept.number("last"));
            }
            case "closed" -> {
                kept.only(KIND);
                yield new Standing.Closed();
            }
            default -> throw kept.wrong(KIND, "is no standing");
        };
    }

    private static IncidentEntry entry(KeptFields kept) {
        kept.only("at", "phase", "by", "what", "text");
        return new IncidentEntry(
                kept.number("at"),
                Phase.of(kept.text("phase")).orElseThrow(() -> kept.wrong("phase", "is no phase")),
                kept.text("by"),
                kept.text("what"),
                kept.text("text"));
    }
}
