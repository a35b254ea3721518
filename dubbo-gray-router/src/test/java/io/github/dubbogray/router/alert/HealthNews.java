package io.github.dubbogray.router.alert;

import io.github.dubbogray.core.health.count.Rate;
import io.github.dubbogray.core.health.watch.Evidence;
import io.github.dubbogray.core.health.watch.Fault;
import io.github.dubbogray.core.health.watch.HealthEvent;
import io.github.dubbogray.router.event.GrayEvent;
import java.time.Duration;

/** Events of {@code demo-provider}'s lane canary, for tests. */
final class HealthNews {

    static final String PROVIDER = "demo-provider";
    static final HealthEvent TRIPPED = new HealthEvent.LaneTripped(
            "canary",
            new Evidence.TooMany(Fault.FAILED, Duration.ofSeconds(1), new Rate(24, 40), new Rate(1, 300)),
            Duration.ofSeconds(30));
    static final HealthEvent PROBED = new HealthEvent.LaneProbed("canary", 5);
    static final HealthEvent RETURNING = new HealthEvent.LaneReturning("canary", 1_000);
    static final HealthEvent RETURNED = new HealthEvent.LaneReturned("canary");

    private HealthNews() {}

    static HealthEvent ejected(String instance) {
        return new HealthEvent.InstanceEjected(
                "canary",
                instance,
                new Evidence.Run(5, Duration.ofSeconds(1), new Rate(5, 6), new Rate(0, 18)),
                1,
                Duration.ofSeconds(30));
    }

    static HealthEvent unanswering(String instance) {
        return new HealthEvent.InstanceUnanswering("canary", instance, 3);
    }

    static HealthEvent back(String instance) {
        return new HealthEvent.InstanceReturned("canary", instance, HealthEvent.InstanceReturned.Cause.TIME);
    }

    static GrayEvent.HealthChanged event(HealthEvent news) {
        return new GrayEvent.HealthChanged(PROVIDER, news);
    }

    static Subject subject(HealthEvent news) {
        return Subject.of(event(news));
    }
}
