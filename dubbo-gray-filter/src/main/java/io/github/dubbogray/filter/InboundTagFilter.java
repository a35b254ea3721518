package io.github.dubbogray.filter;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.router.GrayApplication;
import org.apache.dubbo.common.constants.CommonConstants;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.rpc.BaseFilter;
import org.apache.dubbo.rpc.Filter;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;
import org.apache.dubbo.rpc.model.ApplicationModel;

/**
 * Gives a provider's code the tag of the call it serves, for exactly as long as it serves it (clause R5). A refusal that
 * the provider met on its way goes on to its caller as a plain {@link org.apache.dubbo.rpc.RpcException}.
 */
@Activate(group = CommonConstants.PROVIDER, order = Integer.MIN_VALUE + 10)
public final class InboundTagFilter implements Filter, BaseFilter.Listener {

    private final GrayApplication gray;
    private final TagText tags;

    /** For Dubbo's extension loader. */
    public InboundTagFilter(ApplicationModel application) {
        this.gray = GrayApplication.of(application);
        this.tags = new TagText(gray.counters());
    }

    @Override
    public Result invoke(Invoker<?> invoker, Invocation invocation) {
        if (!gray.isActive()) {
            return invoker.invoke(invocation);
        }
        try (GrayContext.Scope scope = GrayContext.enter(tags.read(invocation.getAttachment(Tag.KEY)))) {
            return invoker.invoke(invocation);
        }
    }

    /** Dubbo refuses to serialize an exception class it does not know, and the caller would not learn the reason. */
    @Override
    public void onResponse(Result result, Invoker<?> invoker, Invocation invocation) {
        if (result.getException() instanceof GrayRefusedException refused) {
            result.setException(refused.toPlain());
        }
    }

    @Override
    public void onError(Throwable error, Invoker<?> invoker, Invocation invocation) {}
}
