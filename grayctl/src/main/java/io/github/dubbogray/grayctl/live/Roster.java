package io.github.dubbogray.grayctl.live;

import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.nacos.NacosInstance;
import io.github.dubbogray.nacos.gray.GrayFleet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An application's instances by the lanes of a document. */
public record Roster(Table table, List<Seat> seats) {

    /**
     * An instance.
     *
     * @param lane null if it is in none
     */
    public record Seat(@Nullable String lane, NacosInstance instance) {

        /** Returns whether it may get calls, as far as the registry says. */
        public boolean isServing() {
            return instance.enabled() && instance.healthy() && instance.weight() > 0;
        }

        /** Returns {@code up}, {@code unhealthy}, {@code out} or {@code weight 0}. */
        public String standing() {
            if (!instance.enabled()) {
                return "out";
            }
            if (!instance.healthy()) {
                return "unhealthy";
            }
            return instance.weight() > 0 ? "up" : "weight 0";
        }

        /** Returns {@code {address, lane, weight, standing, labels}}. */
        public JsonObject toJson() {
            JsonObject labels = new JsonObject();
            labels().forEach(labels::put);
            return new JsonObject()
                    .put("address", instance.address())
                    .putOrNull("lane", lane)
                    .put("weight", instance.weight())
                    .put("standing", standing())
                    .put("labels", labels);
        }

        /** Returns its labels, as the registry has them. */
        public Map<String, String> labels() {
            return GrayFleet.labelsOf(instance).toMap();
        }
    }

    /** Seats instances where a document has them. */
    public static Roster of(Table table, List<NacosInstance> instances) {
        return new Roster(
                table,
                instances.stream()
                        .map(instance -> new Seat(laneOf(table, instance), instance))
                        .sorted(Comparator.comparing((Seat seat) -> positionOf(table, seat))
                                .thenComparing(seat -> seat.instance().address()))
                        .toList());
    }

    private static @Nullable String laneOf(Table table, NacosInstance instance) {
        return table.laneOf(GrayFleet.labelsOf(instance)).map(Lane::name).orElse(null);
    }

    private static int positionOf(Table table, Seat seat) {
        List<String> names = table.lanes().stream().map(Lane::name).toList();
        int position = names.indexOf(seat.lane());
        return position < 0 ? names.size() : position;
    }

    /**
     * Returns what is to be said before an instance gets no more calls: that its lane has no other one that serves; empty if
     * there is nothing to say.
     */
    public Optional<String> warningWithout(String address) {
        return seats.stream()
                .filter(seat -> seat.instance().address().equals(address) && seat.isServing())
                .flatMap(seat ->
                        table.lanes().stream().filter(lane -> lane.name().equals(seat.lane())))
                .filter(lane -> seats.stream()
                        .noneMatch(seat -> lane.name().equals(seat.lane())
                                && seat.isServing()
                                && !seat.instance().address().equals(address)))
                .map(lane -> address + " is the last instance that serves lane " + lane.name() + "; without it, "
                        + Preview.noteOf(lane))
                .findFirst();
    }

    /** Returns how many instances are in a lane. */
    public long count(String lane) {
        return seats.stream().filter(seat -> lane.equals(seat.lane())).count();
    }

    /** Returns how many of them may get calls. */
    public long serving(String lane) {
        return seats.stream()
                .filter(seat -> lane.equals(seat.lane()) && seat.isServing())
                .count();
    }
}
