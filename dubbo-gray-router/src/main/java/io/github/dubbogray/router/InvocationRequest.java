package io.github.dubbogray.router;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.rule.Request;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.support.RpcUtils;
import org.jspecify.annotations.Nullable;

/**
 * A Dubbo call as rules see it.
 *
 * @param consumer the reference's URL
 * @param labels the caller's own
 */
record InvocationRequest(Invocation invocation, URL consumer, Labels labels) implements Request {

    /** Returns a text, number or truth value as text; an attachment of another kind counts as absent. */
    @Override
    public @Nullable String attachment(String key) {
        Object value = invocation.getObjectAttachment(key);
        return value instanceof String || value instanceof Number || value instanceof Boolean ? value.toString() : null;
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

    @Override
    public @Nullable String callerLabel(String key) {
        return labels.toMap().get(key);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
