package io.github.dubbogray.router;

import io.github.dubbogray.core.placement.Decision;
import io.github.dubbogray.core.placement.Placement;
import java.util.Optional;
import org.apache.dubbo.rpc.Invocation;
import org.jspecify.annotations.Nullable;

/** The last placement of a call, kept on its invocation for the load balancer and the filters. */
public final class Placements {

    private static final String KEY = "dubbo-gray.placement";

    private Placements() {}

    /** Returns where a call was last placed, if the router has seen it. */
    public static Optional<Placement> of(Invocation invocation) {
        return Optional.ofNullable(routedOf(invocation))
                .map(RoutedCall::decision)
                .map(Decision::placement);
    }

    /** Returns all that the router knows of a call, or null if it has not seen it. */
    static @Nullable RoutedCall<?> routedOf(Invocation invocation) {
        return invocation.get(KEY) instanceof RoutedCall<?> routed ? routed : null;
    }

    static void keep(Invocation invocation, RoutedCall<?> routed) {
        invocation.put(KEY, routed);
    }
}
