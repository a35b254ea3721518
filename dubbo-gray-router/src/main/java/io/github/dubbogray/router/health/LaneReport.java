package io.github.dubbogray.router.health;

import io.github.dubbogray.core.health.count.Counts;
import io.github.dubbogray.core.health.watch.InstanceState;
import io.github.dubbogray.core.health.watch.InstanceWatch;
import io.github.dubbogray.core.health.watch.LaneWatch;
import io.github.dubbogray.core.health.watch.TripState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a watched lane stands.
 *
 * @param state what {@link TripState#id} calls it; empty where the lane is never taken out
 * @param told the state and what led to it, a sentence without a full stop; empty while the lane takes every call
 * @param until when calls are let through again; empty but where it is open
 * @param counts what was counted in the window by which the lane, or its instances, are judged
 * @param instances how many instances it has
 * @param out those that are out, by address
 */
public record LaneReport(
        String application,
        String lane,
        String state,
        String told,
        Optional<Instant> until,
        Counts counts,
        int instances,
        List<Out> out) {

    /**
     * An instance that is out.
     *
     * @param told the state and what led to it: {@code is ejected since 12:03:07Z until 12:03:37Z: …}
     * @param since when it went out
     * @param until when it comes back; empty where that is when it answers a probe
     */
    public record Out(String address, String told, Instant since, Optional<Instant> until) {

        private static Stream<Out> of(InstanceWatch instance, Moments moments) {
            InstanceState state = instance.state(); // once: it may come back meanwhile
            return state.isOut()
                    ? Stream.of(new Out(
                            instance.name(),
                            state.describe(moments::of),
                            moments.at(state.sinceNanos()),
                            state instanceof InstanceState.Ejected ejected
                                    ? Optional.of(moments.at(ejected.untilNanos()))
                                    : Optional.empty()))
                    : Stream.empty();
        }
    }

    static LaneReport of(String application, LaneWatch lane, Moments moments, long nowNanos) {
        TripState trip = lane.trip();
        return new LaneReport(
                application,
                lane.name(),
                lane.mayTrip() ? trip.id() : "",
                trip instanceof TripState.Closed ? "" : trip.describe(lane.name(), moments::of),
                trip instanceof TripState.Open open ? Optional.of(moments.at(open.untilNanos())) : Optional.empty(),
                lane.counts(nowNanos),
                lane.instances().size(),
                lane.instances().stream()
                        .sorted(Comparator.comparing(InstanceWatch::name))
                        .flatMap(instance -> Out.of(instance, moments))
                        .toList());
    }
}
