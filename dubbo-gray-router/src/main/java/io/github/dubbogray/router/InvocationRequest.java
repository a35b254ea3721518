package io.github.dubbogray.router;

import io.github.dubbogray.core.rule.Request;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.support.RpcUtils;
import org.jspecify.annotations.Nullable;

/** A Dubbo call as rules see it. */
record InvocationRequest(Invocation invocation, URL consumer) implements Request {

    @Override
    public @Nullable String attachment(String key) {
        return invocation.getAttachment(key);
    }

    /** Returns the method that a generic call means. */
    @Override
    public String method() {
        return RpcUtils.getMethodName(invocation);
    }

    @Override
    public String service() {
        return orEmpty(consumer.getServiceInterface());
    }

    @Override
    public String application() {
        return orEmpty(consumer.getApplication());
    }

    /** Returns the argument of the method that a generic call means; a POJO is a map there. */
    @Override
    public @Nullable Object argument(int position) {
        Object[] arguments = RpcUtils.getArguments(invocation);
        return arguments != null && position < arguments.length ? arguments[position] : null;
    }

    @Override
    public @Nullable String callerAddress() {
        return consumer.getHost();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
