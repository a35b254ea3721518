package io.github.dubbogray.core.health.watch;

import io.github.dubbogray.core.health.LaneHealth;
import io.github.dubbogray.core.health.OutlierRules;
import io.github.dubbogray.core.health.TripRules;
import java.time.Duration;

/**
 * What calls are measured with. Two sides are compared by one yardstick only.
 *
 * @param window how long a call counts
 * @param slowerThan a call that takes longer is slow
 */
record Yardstick(Duration window, Duration slowerThan) {

    /** Returns what a lane and stable are compared by. */
    static Yardstick of(TripRules rules) {
        return new Yardstick(rules.window(), rules.slowerThan());
    }

    /** Returns what the instances of a lane are compared by: as the lane itself where both have one window. */
    static Yardstick ofInstances(LaneHealth health) {
        OutlierRules outlier = health.ejection();
        TripRules trip = health.trip();
        return trip != null && trip.window().equals(outlier.window())
                ? of(trip)
                : new Yardstick(outlier.window(), TripRules.DEFAULT.slowerThan());
    }
}
