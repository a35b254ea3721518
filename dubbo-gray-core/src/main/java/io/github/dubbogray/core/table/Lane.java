package io.github.dubbogray.core.table;

import io.github.dubbogray.core.health.LaneHealth;
import io.github.dubbogray.core.rule.Carry;
import java.util.List;

/**
 * A named set of instances of one application.
 *
 * @param name the name that tags and rules use
 * @param members which instances belong to it
 * @param fallback the lanes to try, in order, when this one cannot serve; empty means strict
 * @param capacity how many instances it needs to be able to serve
 * @param carry whether a rule that gives this lane gives it to later hops too
 * @param affinity which requests go to the same one of its instances
 * @param health how it is watched
 */
public record Lane(
        String name,
        Membership members,
        List<String> fallback,
        Capacity capacity,
        Carry carry,
        Affinity affinity,
        LaneHealth health) {

    public Lane {
        fallback = List.copyOf(fallback);
    }

    /** A lane that is not watched. */
    public Lane(
            String name, Membership members, List<String> fallback, Capacity capacity, Carry carry, Affinity affinity) {
        this(name, members, fallback, capacity, carry, affinity, LaneHealth.NONE);
    }

    /** A lane without affinity that is not watched. */
    public Lane(String name, Membership members, List<String> fallback, Capacity capacity, Carry carry) {
        this(name, members, fallback, capacity, carry, Affinity.NONE);
    }
}
