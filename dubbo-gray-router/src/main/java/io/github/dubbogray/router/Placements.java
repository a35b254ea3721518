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
        return Optional.ofNullable(decisionOf(invocation)).map(Decision::placement);
    }

    /** Returns the decision itself, or null if the router has not seen the call. */
    static @Nullable Decision<?> decisionOf(Invocation invocation) {
        return invocation.get(KEY) instanceof Decision<?> decision ? decision : null;
    }

    static void keep(Invocation invocation, Decision<?> decision) {
        invocation.put(KEY, decision);
    }
}
