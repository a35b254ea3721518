package io.github.dubbogray.core.health;

import org.jspecify.annotations.Nullable;

/**
 * How a lane is watched. What is null is never judged and costs nothing (clause H5).
 *
 * @param outlier when one of its instances is taken out for its failures
 * @param trip when the whole lane is taken out; null for stable, which never is (clause H2)
 * @param probing how its instances are probed
 */
public record LaneHealth(
        @Nullable OutlierRules outlier,
        @Nullable TripRules trip,
        @Nullable ProbingRules probing) {

    /** A lane that is not watched. */
    public static final LaneHealth NONE = new LaneHealth(null, null, null);

    /** Returns whether single instances may be taken out. */
    public boolean mayEject() {
        return outlier != null || probing != null;
    }

    /** Returns the rules that say how many instances may be out at once, and for how long; the defaults where only probes do. */
    public OutlierRules ejection() {
        return outlier == null ? OutlierRules.DEFAULT : outlier;
    }
}
