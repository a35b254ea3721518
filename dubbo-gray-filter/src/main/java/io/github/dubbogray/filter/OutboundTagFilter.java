package io.github.dubbogray.filter;

import io.github.dubbogray.core.placement.Placement;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.Placements;
import org.apache.dubbo.common.constants.CommonConstants;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.RpcException;
import org.apache.dubbo.rpc.cluster.filter.ClusterFilter;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.jspecify.annotations.Nullable;

/**
 * Settles the tag of a call before it is routed, and names the reason when nobody may serve it. The caller's own
 * attachment goes first, then {@link GrayContext}, then what Dubbo forwards from the request being served.
 */
@Activate(group = CommonConstants.CONSUMER, order = Integer.MIN_VALUE + 10)
public final class OutboundTagFilter implements ClusterFilter {

    private final GrayApplication gray;
    private final TagText tags;

    /** For Dubbo's extension loader. */
    public OutboundTagFilter(ApplicationModel application) {
        this.gray = GrayApplication.of(application);
        this.tags = new TagText(gray.counters());
    }

    @Override
    public Result invoke(Invoker<?> invoker, Invocation invocation) {
        if (!gray.isActive()) {
            return invoker.invoke(invocation);
        }
        settle(invocation);
        try {
            return invoker.invoke(invocation);
        } catch (RpcException e) {
            throw explained(e, invocation);
        }
    }

    private void settle(Invocation invocation) {
        try {
            String text = wantedTag(invocation);
            if (text != null) {
                settle(invocation, text);
            }
        } catch (RuntimeException | LinkageError bug) {
            gray.report("A call goes out with the tag it has.", bug);
        }
    }

    private void settle(Invocation invocation, String text) {
        if (tags.read(text) != null) {
            invocation.setAttachment(Tag.KEY, text);
        } else {
            // From both, since Dubbo adds the context's attachments once more before the call goes out.
            RpcContext.getClientAttachment().removeAttachment(Tag.KEY);
            invocation.getObjectAttachments().remove(Tag.KEY);
        }
    }

    private static @Nullable String wantedTag(Invocation invocation) {
        String own = RpcContext.getClientAttachment().getAttachment(Tag.KEY);
        return own != null ? own : GrayContext.tag().map(Tag::text).orElseGet(() -> invocation.getAttachment(Tag.KEY));
    }

    private static RpcException explained(RpcException cause, Invocation invocation) {
        return cause.isNoInvokerAvailableAfterFilter()
                        && Placements.of(invocation).orElse(null) instanceof Placement.Refused refused
                ? new GrayRefusedException(refused, cause)
                : cause;
    }
}
