package io.github.dubbogray.router.call;

import io.github.dubbogray.core.placement.Decision;
import io.github.dubbogray.core.placement.Placement;
import io.github.dubbogray.core.placement.Tier;
import java.util.List;
import java.util.Optional;
import org.apache.dubbo.rpc.Invocation;
import org.jspecify.annotations.Nullable;

/** The last placement of a call, kept on its invocation for the load balancer and the filters. */
public final class Placements {

    /** Names who took instances away, where nobody saw it. */
    public static final String SOMEBODY = "a router behind dubbo-gray's, as Dubbo's tag router (which "
            + "dubbo.consumer.router=-tag switches off) or one for conditions or scripts";

    private static final String KEY = "dubbo-gray.placement";

    private Placements() {}

    /** Returns where a call was last placed, if the router has seen it. */
    public static Optional<Placement> of(Invocation invocation) {
        return Optional.ofNullable(lastOf(invocation));
    }

    /** Returns where a call was last placed, or null if the router has not seen it. */
    public static @Nullable Placement lastOf(Invocation invocation) {
        RoutedCall<?> routed = routedOf(invocation);
        Decision<?> decision = routed == null ? null : routed.decision();
        return decision == null ? null : decision.placement();
    }

    /** Returns the rule that colored a call in this process's router, or null if none did. */
    public static @Nullable String ruleOf(Invocation invocation) {
        RoutedCall<?> routed = routedOf(invocation);
        return routed == null ? null : routed.rule();
    }

    /**
     * Returns why a call that Dubbo finds no instance for has none, if the router has seen it: nobody may serve it, or
     * others took away the instances that it was placed on.
     */
    public static Optional<Placement.Refused> refusalOf(Invocation invocation) {
        RoutedCall<?> routed = routedOf(invocation);
        Placement placement = lastOf(invocation);
        if (routed == null || placement == null) {
            return Optional.empty();
        }
        return placement instanceof Placement.Refused refused
                ? Optional.of(refused)
                : placement.serving().map(tier -> takenAway(tier, routed));
    }

    /** A router of Dubbo's old kind runs when all others have, so that there is no second placement. */
    private static Placement.Refused takenAway(Tier tier, RoutedCall<?> routed) {
        String tag = CallTag.of(routed.invocation());
        return new Placement.Refused(
                routed.applications(), tag == null ? "" : tag, List.of(), List.of(Placement.Taken.all(tier, SOMEBODY)));
    }

    /** Returns all that the router knows of a call, or null if it has not seen it. */
    public static @Nullable RoutedCall<?> routedOf(Invocation invocation) {
        return invocation.get(KEY) instanceof RoutedCall<?> routed ? routed : null;
    }

    /** Forgets where a call was placed before, as by a first try. */
    public static void forget(Invocation invocation) {
        if (routedOf(invocation) != null) {
            invocation.put(KEY, null);
        }
    }

    public static void keep(Invocation invocation, RoutedCall<?> routed) {
        if (invocation.put(KEY, routed) instanceof RoutedCall<?> earlier) {
            routed.goOnFrom(earlier);
        }
    }
}
