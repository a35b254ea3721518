package io.github.dubbogray.grayctl.live;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.grayctl.output.TextTable;
import io.github.dubbogray.nacos.gray.Consumer;
import io.github.dubbogray.nacos.gray.GrayDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How an application is.
 *
 * @param reading of the document, empty if there is none
 */
public record ApplicationStatus(
        String application, String place, Optional<Reading> reading, Roster roster, List<Consumer> consumers) {

    /** Asks Nacos. */
    public static ApplicationStatus of(Nacos nacos, String application) {
        Optional<Reading> reading = nacos.documents()
                .read(application)
                .map(GrayDocument::text)
                .map(text -> DocumentReader.read(application, text));
        Table table = reading.filter(Reading.Accepted.class::isInstance)
                .map(accepted -> ((Reading.Accepted) accepted).table())
                .orElse(Table.withoutDocument(application));
        return new ApplicationStatus(
                application,
                nacos.place(),
                reading,
                Roster.of(table, nacos.fleet().instances(application)),
                nacos.consumers().of(application));
    }

    /** Returns the revision of the document. */
    private String revision() {
        return reading.map(each -> each instanceof Reading.Refused refused
                        ? refused.revision()
                        : ((Reading.Accepted) each).table().revision())
                .orElse(Table.NO_REVISION);
    }

    private boolean isRefused() {
        return reading.filter(Reading.Refused.class::isInstance).isPresent();
    }

    private boolean isBehind(Consumer consumer) {
        return !consumer.revision().equals(revision());
    }

    /** Returns whether a consumer runs the document, and says that all is well. */
    public boolean isWell(Consumer consumer) {
        return !isBehind(consumer)
                && (consumer.state().equals(Consumer.OK) || consumer.state().equals(Consumer.NONE));
    }

    /** Returns whether there is anything of the application at all; of a name that is misspelled there is nothing. */
    private boolean isThere() {
        return reading.isPresent() || !roster.seats().isEmpty() || !consumers.isEmpty();
    }

    /** Returns whether the document is in force everywhere. */
    public boolean isWell() {
        return isThere() && !isRefused() && consumers.stream().allMatch(this::isWell);
    }

    /** Returns the lines for people. */
    public List<String> toLines() {
        List<String> lines = new ArrayList<>();
        lines.add(application + " in " + place);
        lines.add("  document: " + document());
        if (roster.seats().isEmpty()) {
            lines.add("  instances: none");
        } else {
            TextTable instances = new TextTable("    ", "LANE", "ADDRESS", "WEIGHT", "STANDING", "LABELS");
            roster.seats()
                    .forEach(seat -> instances.add(
                            seat.lane() == null ? "" : seat.lane(),
                            seat.instance().address(),
                            number(seat.instance().weight()),
                            seat.standing(),
                            seat.labels().entrySet().stream()
                                    .map(label -> label.getKey() + "=" + label.getValue())
                                    .collect(Collectors.joining(","))));
            lines.add("  instances:");
            instances.toLines(lines::add);
        }
        if (consumers.isEmpty()) {
            lines.add("  consumers: none has announced itself");
        } else {
            TextTable table = new TextTable("    ", "APPLICATION", "PROCESS", "LIBRARY", "REVISION", "STATE");
            consumers.forEach(consumer -> table.add(
                    consumer.application(),
                    consumer.process(),
                    consumer.library(),
                    consumer.revision(),
                    consumer.state() + (isBehind(consumer) ? ", behind" : "")));
            lines.add("  consumers:");
            table.toLines(lines::add);
        }
        return List.copyOf(lines);
    }

    /** Says what the document is. */
    public String document() {
        if (reading.isEmpty()) {
            return "none";
        }
        if (isRefused()) {
            return "revision " + revision()
                    + ", which consumers refuse: grayctl history --show 0 | grayctl lint - says why";
        }
        Table table = roster.table();
        return "revision " + revision()
                + (table.mode() == Table.Mode.DISABLED ? ", switched off" : "")
                + ", gray lanes: "
                + table.gray().stream().map(lane -> lane.name()).collect(Collectors.joining(", "));
    }

    private static String number(double weight) {
        return weight == Math.rint(weight) ? String.valueOf((long) weight) : String.valueOf(weight);
    }

    /** Returns {@code {application, revision, refused, enabled, well, instances, consumers}}. */
    public JsonObject toJson() {
        return new JsonObject()
                .put("application", application)
                .put("revision", revision())
                .put("refused", isRefused())
                .put("enabled", roster.table().mode() != Table.Mode.DISABLED)
                .put("well", isWell())
                .put(
                        "instances",
                        roster.seats().stream().map(Roster.Seat::toJson).toList())
                .put(
                        "consumers",
                        consumers.stream()
                                .map(consumer -> new JsonObject()
                                        .put("application", consumer.application())
                                        .put("process", consumer.process())
                                        .put("library", consumer.library())
                                        .put("revision", consumer.revision())
                                        .put("state", consumer.state())
                                        .put("behind", isBehind(consumer)))
                                .toList());
    }
}
