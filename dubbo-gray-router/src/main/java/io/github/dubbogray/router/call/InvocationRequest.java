package io.github.dubbogray.router.call;

import io.github.dubbogray.core.address.Address;
import io.github.dubbogray.core.baggage.W3cBaggage;
import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.rule.Request;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.support.RpcUtils;
import org.jspecify.annotations.Nullable;

/** A Dubbo call as rules and affinities see it. */
interface InvocationRequest extends Request {

    /** Returns the call itself. */
    Invocation invocation();

    /** Returns the reference's URL. */
    URL consumer();

    /** Returns the caller's own labels. */
    Labels labels();

    /** Returns what Dubbo has a text for as that text; an attachment of another kind counts as absent. */
    @Override
    default @Nullable String attachment(String key) {
        return WireAttachments.text(invocation().getObjectAttachment(key));
    }

    /** Returns the method that a generic call means. */
    @Override
    default String method() {
        return RpcUtils.getMethodName(invocation());
    }

    @Override
    default String service() {
        return orEmpty(consumer().getServiceInterface());
    }

    @Override
    default String application() {
        return orEmpty(consumer().getApplication());
    }

    /** Returns the argument of the method that a generic call means; a POJO is a map there. */
    @Override
    default @Nullable Object argument(int position) {
        Object[] arguments = RpcUtils.getArguments(invocation());
        return arguments != null && position < arguments.length ? arguments[position] : null;
    }

    @Override
    default @Nullable String callerAddress() {
        return Address.canonical(consumer().getHost());
    }

    @Override
    default @Nullable String callerLabel(String key) {
        return labels().toMap().get(key);
    }

    /** Returns an entry of OpenTelemetry's baggage, else of the W3C baggage that the call itself carries. */
    @Override
    default @Nullable String baggage(String key) {
        return TraceBaggage.value(key, WireAttachments.textIn(invocation().getObjectAttachments(), W3cBaggage.HEADER));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
