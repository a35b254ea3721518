package io.github.dubbogray.router;

import io.github.dubbogray.core.placement.Placement;
import java.util.Optional;
import org.apache.dubbo.rpc.Invocation;

/** The last placement of a call, kept on its invocation for the filters. */
public final class Placements {

    private static final String KEY = "dubbo-gray.placement";

    private Placements() {}

    /** Returns where a call was last placed, if the router has seen it. */
    public static Optional<Placement> of(Invocation invocation) {
        return invocation.get(KEY) instanceof Placement placement ? Optional.of(placement) : Optional.empty();
    }

    static void keep(Invocation invocation, Placement placement) {
        invocation.put(KEY, placement);
    }
}
