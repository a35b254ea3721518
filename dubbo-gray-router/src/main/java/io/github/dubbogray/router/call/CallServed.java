package io.github.dubbogray.router.call;

import io.github.dubbogray.router.release.ServedCall;
import java.util.function.Function;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.support.RpcUtils;
import org.jspecify.annotations.Nullable;

/**
 * What a call of Dubbo went to. The trace is what the call carries of it, by W3C or B3.
 *
 * @param labelledVersion gives the label of an instance, or null
 */
record CallServed(Invocation call, URL target, Function<URL, @Nullable String> labelledVersion) implements ServedCall {

    private static final String TRACE_PARENT = "traceparent";
    private static final String B3 = "X-B3-TraceId";

    @Override
    public String method() {
        return RpcUtils.getMethodName(call);
    }

    @Override
    public String instance() {
        return target.getAddress();
    }

    @Override
    public String version() {
        String version = labelledVersion.apply(target);
        return version == null ? "" : version;
    }

    /** The second part of {@code 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01}. */
    @Override
    public String trace() {
        String parent = call.getAttachment(TRACE_PARENT);
        if (parent != null) {
            String[] parts = parent.split("-", -1);
            return parts.length < 3 ? "" : parts[1];
        }
        String b3 = call.getAttachment(B3);
        return b3 == null ? "" : b3;
    }
}
