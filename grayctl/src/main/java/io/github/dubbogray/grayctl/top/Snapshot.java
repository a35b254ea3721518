package io.github.dubbogray.grayctl.top;

import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.grayctl.live.ApplicationStatus;
import io.github.dubbogray.grayctl.live.Nacos;
import io.github.dubbogray.grayctl.live.Roster;
import io.github.dubbogray.nacos.gray.Change;
import io.github.dubbogray.nacos.gray.Consumer;
import io.github.dubbogray.nacos.gray.GrayDocument;
import io.github.dubbogray.nacos.gray.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One application as it is at a moment.
 *
 * @param at the moment
 * @param document what is said of its document in a line
 * @param isEnabled whether that steers requests
 * @param behind the consumers that do not run it, or are not well, each in a line
 * @param well how many others there are
 * @param events the newest first
 */
public record Snapshot(
        Instant at,
        String application,
        String place,
        String document,
        boolean isEnabled,
        List<LaneRow> lanes,
        Figures figures,
        List<String> behind,
        int well,
        List<Event> events) {

    private static final int EVENTS = 20;

    /** Copies the lists. */
    public Snapshot {
        lanes = List.copyOf(lanes);
        behind = List.copyOf(behind);
        events = List.copyOf(events);
    }

    /**
     * A lane with its instances.
     *
     * @param up how many may get calls
     * @param out how many an operator has taken out
     * @param weight of those that are up together
     */
    public record LaneRow(String lane, int instances, int up, int out, double weight) {}

    /**
     * A change of the document.
     *
     * @param by empty where nobody has told
     */
    public record Event(Instant at, String revision, String by, String what, String reason) {}

    /** Asks Nacos, and whoever has figures. Throws what asking Nacos throws. */
    static Snapshot of(Nacos nacos, String application, Figures figures, Instant now) {
        ApplicationStatus status = ApplicationStatus.of(nacos, application);
        GrayDocument document = nacos.documents().read(application).orElse(null);
        List<Consumer> late = status.consumers().stream()
                .filter(consumer -> !status.isWell(consumer))
                .toList();
        return new Snapshot(
                now,
                application,
                status.place(),
                status.document(),
                status.roster().table().mode() != Table.Mode.DISABLED,
                status.roster().table().lanes().stream()
                        .map(lane -> row(status.roster(), lane))
                        .toList(),
                figures,
                late.stream()
                        .map(consumer -> consumer.name() + " runs " + consumer.revision() + ", " + consumer.state())
                        .toList(),
                status.consumers().size() - late.size(),
                nacos.documents().versions(application, document, EVENTS).stream()
                        .map(Snapshot::event)
                        .toList());
    }

    private static LaneRow row(Roster roster, Lane lane) {
        List<Roster.Seat> seats = roster.seats().stream()
                .filter(seat -> lane.name().equals(seat.lane()))
                .toList();
        return new LaneRow(
                lane.name(),
                seats.size(),
                (int) seats.stream().filter(Roster.Seat::isServing).count(),
                (int) seats.stream().filter(seat -> !seat.instance().enabled()).count(),
                seats.stream()
                        .filter(Roster.Seat::isServing)
                        .mapToDouble(seat -> seat.instance().weight())
                        .sum());
    }

    private static Event event(Version version) {
        Optional<Change> change = version.change();
        return new Event(
                version.made().time(),
                version.revision(),
                change.map(Change::author).orElse(""),
                change.map(Change::action).orElse(""),
                change.map(Change::reason).orElse(""));
    }
}
