package io.github.dubbogray.core.health.watch;

import io.github.dubbogray.core.placement.Absence;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.LongFunction;

/**
 * Who is absent by what watches say at this moment (clause P5): a fleet made of it is outdated as soon as one of them has news.
 *
 * @param watches by application; what is not among them is not watched
 * @param names gives an instance's name by its position in the fleet
 * @param clock says a moment, see {@link TripState#describe}
 */
public record WatchedAbsence(
        Map<String, ApplicationWatch> watches, IntFunction<String> names, LongFunction<String> clock)
        implements Absence {

    public WatchedAbsence {
        watches = Map.copyOf(watches);
    }

    @Override
    public OfLane of(String application, String lane) {
        return Optional.ofNullable(watches.get(application))
                .flatMap(watch -> watch.lane(lane))
                .map(this::of)
                .orElse(OfLane.NONE);
    }

    private OfLane of(LaneWatch lane) {
        TripState trip = lane.trip();
        return new OfLane(
                position -> lane.instance(names.apply(position))
                        .filter(InstanceWatch::isOut)
                        .isPresent(),
                trip.intake(),
                trip.intake() == Intake.ALL ? "" : trip.describe(lane.name(), clock));
    }
}
