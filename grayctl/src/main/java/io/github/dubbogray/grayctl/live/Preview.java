package io.github.dubbogray.grayctl.live;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Problem;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.ReleaseMark;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.grayctl.diff.Difference;
import io.github.dubbogray.grayctl.input.Input;
import io.github.dubbogray.grayctl.output.Finding;
import io.github.dubbogray.grayctl.output.TextTable;
import io.github.dubbogray.grayctl.traffic.Traffic;
import io.github.dubbogray.nacos.NacosInstance;
import io.github.dubbogray.nacos.gray.GrayDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a text would do as an application's document.
 *
 * @param basis the document that it would replace, null if there is none
 * @param next the text
 * @param reading of the text
 * @param instances the application's, as the registry has them; null if it does not tell
 * @param traffic that was recorded; null if there is none to look at
 * @param releases what there is of releases beside the document
 */
public record Preview(
        String application,
        @Nullable GrayDocument basis,
        Input.Text next,
        Reading reading,
        @Nullable List<NacosInstance> instances,
        @Nullable Traffic traffic,
        ReleaseSeen releases) {

    /** A kill switch must not wait for a comparison of thousands of rules. */
    private static final Duration LONGEST_COMPARISON = Duration.ofSeconds(3);

    /** Copies the list. */
    public Preview {
        instances = instances == null ? null : List.copyOf(instances);
    }

    /** Returns what a text would do. */
    public static Preview of(
            String application,
            @Nullable GrayDocument basis,
            Input.Text next,
            @Nullable List<NacosInstance> instances,
            @Nullable Traffic traffic) {
        return new Preview(
                application,
                basis,
                next,
                DocumentReader.read(application, next.text()),
                instances,
                traffic,
                ReleaseSeen.NONE);
    }

    /** Returns the same beside releases. */
    public Preview beside(ReleaseSeen seen) {
        return new Preview(application, basis, next, reading, instances, traffic, seen);
    }

    /** Returns what is wrong with the text. */
    public List<Finding> findings() {
        List<Problem> problems = reading instanceof Reading.Refused refused
                ? refused.problems()
                : ((Reading.Accepted) reading).remarks();
        return Finding.of(next.name(), problems);
    }

    /** Returns whether consumers would take it. */
    public boolean isGood() {
        return reading instanceof Reading.Accepted;
    }

    /** Returns whether it is in Nacos already. */
    public boolean isThere() {
        return basis != null && basis.text().equals(next.text());
    }

    /** Returns its revision. */
    public String revision() {
        return DocumentReader.revisionOf(next.text());
    }

    /** Returns the revision that it would replace, empty if there is none. */
    public String revisionBefore() {
        return basis == null ? "" : basis.revision();
    }

    /** Returns the lines for people; of a text that consumers would take. */
    public List<String> toLines() {
        List<String> lines = new ArrayList<>();
        Table table = ((Reading.Accepted) reading).table();
        difference(table)
                .ifPresentOrElse(
                        difference -> lines.addAll(difference.toLines(List.of())),
                        () -> lines.add(
                                "The document in Nacos is one that consumers refuse: they run the last good one,"
                                        + " or none, and what changes for them cannot be told from here."));
        List<NacosInstance> known = instances;
        if (known == null) {
            lines.add("Which instances the lanes have is not known: Nacos does not tell.");
        } else {
            lines.add("Lanes then, with the instances of now:");
            lanes(Roster.of(table, known)).toLines(lines::add);
        }
        if (traffic != null) {
            lines.addAll(traffic.under(table).toLines());
        }
        lines.addAll(releases.toLines(tableBefore().map(Table::release).orElse(ReleaseMark.NONE), table.release()));
        return List.copyOf(lines);
    }

    private static TextTable lanes(Roster roster) {
        TextTable lanes = new TextTable("  ", "LANE", "INSTANCES", "SERVING", "NOTE");
        for (Lane lane : roster.table().lanes()) {
            long serving = roster.serving(lane.name());
            lanes.add(
                    lane.name(),
                    String.valueOf(roster.count(lane.name())),
                    String.valueOf(serving),
                    serving > 0 ? "" : noteOf(lane));
        }
        return lanes;
    }

    /** Says what becomes of the calls of a lane that nobody serves. */
    static String noteOf(Lane lane) {
        return lane.fallback().isEmpty()
                ? "nobody serves it: its calls are refused"
                : "nobody serves it: its calls fall back to " + String.join(", then ", lane.fallback());
    }

    /** Nothing to compare with where consumers refuse what is there. */
    private Optional<Difference> difference(Table table) {
        long begin = System.nanoTime();
        return tableBefore()
                .map(before -> Difference.between(
                        before, table, () -> System.nanoTime() - begin < LONGEST_COMPARISON.toNanos()));
    }

    private Optional<Table> tableBefore() {
        if (basis == null) {
            return Optional.of(Table.withoutDocument(application));
        }
        return DocumentReader.read(application, basis.text()) instanceof Reading.Accepted accepted
                ? Optional.of(accepted.table())
                : Optional.empty();
    }

    /**
     * Returns {@code {application, from, to, findings, release, difference, lanes, traffic}}; the last four of a good text
     * only.
     */
    public JsonObject toJson() {
        JsonObject json = new JsonObject()
                .put("application", application)
                .put("from", revisionBefore())
                .put("to", revision())
                .put("findings", findings().stream().map(Finding::toJson).toList());
        if (reading instanceof Reading.Accepted accepted) {
            json.put("release", releases.toJson());
            difference(accepted.table()).ifPresent(difference -> json.put("difference", difference.toJson(List.of())));
            List<NacosInstance> known = instances;
            if (known != null) {
                json.put("lanes", lanesOf(Roster.of(accepted.table(), known)));
            }
            if (traffic != null) {
                json.put("traffic", traffic.under(accepted.table()).toJson());
            }
        }
        return json;
    }

    private static List<JsonObject> lanesOf(Roster roster) {
        return roster.table().lanes().stream()
                .map(lane -> new JsonObject()
                        .put("lane", lane.name())
                        .put("instances", roster.count(lane.name()))
                        .put("serving", roster.serving(lane.name())))
                .toList();
    }
}
