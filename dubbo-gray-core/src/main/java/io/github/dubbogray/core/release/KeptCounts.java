package io.github.dubbogray.core.release;

import io.github.dubbogray.core.release.count.LaneCounts;
import io.github.dubbogray.core.text.JsonObject;

/** A lane's counts in what is kept. */
public final class KeptCounts {

    private KeptCounts() {}

    /** Writes them, to be read by {@link #read}. */
    public static JsonObject write(LaneCounts lane) {
        return new JsonObject()
                .put("calls", lane.calls())
                .put("failures", of(lane.failures()))
                .put("slow", of(lane.slow()));
    }

    private static JsonObject of(LaneCounts.Of some) {
        return new JsonObject().put("calls", some.calls()).put("keys", some.keys());
    }

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException if they cannot be, as more failures than calls
     */
    public static LaneCounts read(KeptFields lane) {
        lane.only("calls", "failures", "slow");
        return new LaneCounts(lane.number("calls"), of(lane.map("failures")), of(lane.map("slow")));
    }

    private static LaneCounts.Of of(KeptFields some) {
        some.only("calls", "keys");
        return new LaneCounts.Of(some.number("calls"), some.number("keys"));
    }
}
