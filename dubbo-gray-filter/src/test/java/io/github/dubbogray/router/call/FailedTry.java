package io.github.dubbogray.router.call;

import io.github.dubbogray.core.placement.Tier;
import org.apache.dubbo.rpc.Invocation;

/** Leaves on a call what a failed try of a gray lane leaves. */
public final class FailedTry {

    private FailedTry() {}

    public static void of(Invocation call) {
        StableRetry.demand(call, new Tier.OfLane("canary"));
    }
}
