package io.github.dubbogray.router.health;

import io.github.dubbogray.core.health.watch.InstanceWatch;
import io.github.dubbogray.core.health.watch.LaneWatch;
import io.github.dubbogray.core.health.watch.TripState;
import io.github.dubbogray.router.meter.Gauge;
import io.github.dubbogray.router.meter.Meter;
import java.util.List;
import java.util.stream.Stream;

/** Who is out, in numbers. */
public final class HealthGauges {

    private HealthGauges() {}

    /** Returns the series of what is watched now. */
    public static Stream<Gauge> of(Watches watches) {
        return watches.lanes().flatMap(lane -> of(lane.application(), lane.watch()));
    }

    private static Stream<Gauge> of(String application, LaneWatch lane) {
        Gauge ejected = new Gauge(
                Meter.INSTANCES_EJECTED,
                List.of(application, lane.name()),
                () -> lane.instances().stream().filter(InstanceWatch::isOut).count());
        return Stream.concat(Stream.of(ejected), lane.mayTrip() ? states(application, lane) : Stream.empty());
    }

    private static Stream<Gauge> states(String application, LaneWatch lane) {
        return TripState.IDS.stream()
                .map(state -> new Gauge(
                        Meter.LANE_STATE,
                        List.of(application, lane.name(), state),
                        () -> lane.trip().id().equals(state) ? 1 : 0));
    }
}
