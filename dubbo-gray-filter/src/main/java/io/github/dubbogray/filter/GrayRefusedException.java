package io.github.dubbogray.filter;

import io.github.dubbogray.core.placement.Placement;
import org.apache.dubbo.rpc.RpcException;

/**
 * No instance may serve the call: its lane is strict or every tier is short of instances (clause P3), or another router of
 * Dubbo or of the host took away the instances it was placed on. The message names the tag, every tier that was tried and
 * its counts, and what was taken away by whom; the code is {@link RpcException#NO_INVOKER_AVAILABLE_AFTER_FILTER},
 * as for any call without a provider, so code that handles that one handles this one too.
 *
 * <p>A caller in another process gets a plain {@link RpcException} with this code and message, since that process may not
 * have this library.
 */
public final class GrayRefusedException extends RpcException {

    private final transient Placement.Refused refusal;

    /** Explains why Dubbo has found no instance. */
    public GrayRefusedException(Placement.Refused refusal, RpcException cause) {
        super(cause.getCode(), refusal.describe(), cause);
        this.refusal = refusal;
    }

    /** Returns the tag, the tiers and their counts. */
    public Placement.Refused refusal() {
        return refusal;
    }

    /** Returns what travels to another process. */
    public RpcException toPlain() {
        RpcException plain = new RpcException(getCode(), getMessage(), getCause());
        plain.setStackTrace(getStackTrace());
        return plain;
    }
}
