package io.github.dubbogray.router;

import io.github.dubbogray.core.health.watch.HealthEvent;
import io.github.dubbogray.router.event.GrayEvent;
import io.github.dubbogray.router.meter.Gauges;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import java.util.function.Consumer;

/** Counts what happens, as far as it is told as an event. */
record EventCounts(Meters meters, Gauges gauges) implements Consumer<GrayEvent> {

    @Override
    public void accept(GrayEvent event) {
        if (event instanceof GrayEvent.HealthChanged changed) {
            count(changed.application(), changed.news());
        }
        gauges.changed();
    }

    private void count(String application, HealthEvent news) {
        if (news instanceof HealthEvent.InstanceEjected) {
            meters.count(Meter.EJECTIONS, application, news.lane(), "calls");
        } else if (news instanceof HealthEvent.InstanceUnanswering) {
            meters.count(Meter.EJECTIONS, application, news.lane(), "probes");
        } else if (news instanceof HealthEvent.LaneTripped) {
            meters.count(Meter.TRIPS, application, news.lane());
        }
    }
}
