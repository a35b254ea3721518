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
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.jspecify.annotations.Nullable;

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
        try (GrayContext.Scope scope = GrayContext.enter(tagOf(invocation))) {
            return invoker.invoke(invocation);
        }
    }

    /** A text that is no tag ends here: Dubbo would forward it with every call made meanwhile. */
    private @Nullable Tag tagOf(Invocation invocation) {
        try {
            String text = invocation.getAttachment(Tag.KEY);
            Tag tag = tags.read(text);
            if (text != null && tag == null) {
                RpcContext.getServerAttachment().removeAttachment(Tag.KEY);
            }
            return tag;
        } catch (RuntimeException | LinkageError bug) {
            gray.report("A call is served without its tag.", bug);
            return null;
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
