package io.github.dubbogray.router.call;

import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.cluster.Constants;
import org.apache.dubbo.rpc.support.RpcUtils;

/** Dubbo's own weight of an instance, without its warm-up. */
public final class DubboWeight {

    private static final String TIMESTAMP = "timestamp";

    private DubboWeight() {}

    /**
     * Returns the weight for the method of a call; 0 or more, by default 100. That is what an instance has too whose weight is
     * no number: it is the registry's word, and no other instance loses its own weight by it.
     */
    public static int of(Invoker<?> invoker, Invocation invocation) {
        try {
            return Math.max(
                    0,
                    invoker.getUrl()
                            .getMethodParameter(
                                    RpcUtils.getMethodName(invocation),
                                    Constants.WEIGHT_KEY,
                                    Constants.DEFAULT_WEIGHT));
        } catch (NumberFormatException none) {
            return Constants.DEFAULT_WEIGHT;
        }
    }

    /**
     * Returns the time, in milliseconds since 1970, from which on an instance has its whole weight; 0 where it does not say in
     * numbers since when it is there and how long it takes.
     */
    static long warmAt(Invoker<?> invoker) {
        URL url = invoker.getUrl();
        try {
            long started = url.getParameter(TIMESTAMP, 0L);
            return started <= 0 ? 0 : started + url.getParameter(Constants.WARMUP_KEY, Constants.DEFAULT_WARMUP);
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    /** Returns whether an instance has weights for some methods, so that what holds for one call may not for the next. */
    static boolean isByMethod(Invoker<?> invoker) {
        String suffix = "." + Constants.WEIGHT_KEY;
        return invoker.getUrl().getAllParameters().keySet().stream().anyMatch(key -> key.endsWith(suffix));
    }
}
