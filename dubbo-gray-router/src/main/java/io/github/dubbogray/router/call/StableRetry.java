package io.github.dubbogray.router.call;

import io.github.dubbogray.core.placement.Tier;
import org.apache.dubbo.rpc.Invocation;
import org.jspecify.annotations.Nullable;

/**
 * That the further tries of a call go to stable, since one on a gray lane failed; kept on the call. Written by the thread that
 * the failed try ended on, read by the one that makes the next.
 */
public final class StableRetry {

    private static final String KEY = "dubbo-gray.retry-on-stable";

    private final Tier tried;
    private volatile boolean isMade;

    private StableRetry(Tier tried) {
        this.tried = tried;
    }

    /** Returns the one of a call, or null if no try of it has failed so. */
    public static @Nullable StableRetry on(Invocation call) {
        return call.get(KEY) instanceof StableRetry retry ? retry : null;
    }

    /** Sends the further tries of a call to stable; the first failure decides, later ones change nothing. */
    static void demand(Invocation call, Tier tried) {
        if (on(call) == null) {
            call.put(KEY, new StableRetry(tried));
        }
    }

    /** Returns where the failed try was placed. */
    public Tier tried() {
        return tried;
    }

    /** Takes note that a try was placed on stable. */
    public void make() {
        isMade = true;
    }

    /** Returns whether no try was placed on stable yet. */
    boolean isDue() {
        return !isMade;
    }
}
