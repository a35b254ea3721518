package io.github.dubbogray.router.health;

import io.github.dubbogray.core.health.watch.HealthEvent;
import io.github.dubbogray.router.event.GrayEvent;

/** Tells what core has found as events of an application. */
final class HealthNews {

    private HealthNews() {}

    static GrayEvent of(String application, HealthEvent event) {
        if (event instanceof HealthEvent.InstanceEjected ejected) {
            return new GrayEvent.InstanceEjected(application, ejected);
        }
        if (event instanceof HealthEvent.InstanceUnanswering unanswering) {
            return new GrayEvent.InstanceUnanswering(application, unanswering);
        }
        if (event instanceof HealthEvent.InstanceReturned returned) {
            return new GrayEvent.InstanceReturned(application, returned);
        }
        return ofLane(application, event);
    }

    private static GrayEvent ofLane(String application, HealthEvent event) {
        if (event instanceof HealthEvent.LaneTripped tripped) {
            return new GrayEvent.LaneTripped(application, tripped);
        }
        if (event instanceof HealthEvent.LaneProbed probed) {
            return new GrayEvent.LaneProbed(application, probed);
        }
        if (event instanceof HealthEvent.LaneReturning returning) {
            return new GrayEvent.LaneReturning(application, returning);
        }
        return new GrayEvent.LaneReturned(application, (HealthEvent.LaneReturned) event); // the only one that is left
    }
}
