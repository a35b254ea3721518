package io.github.dubbogray.filter.call;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.mishap.Mishap;
import io.github.dubbogray.filter.tag.TagAttachments;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.call.WireAttachments;
import org.apache.dubbo.common.constants.CommonConstants;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.rpc.Filter;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which instance a call goes to, the last one of several tries, since the cluster in front of it is not told; and by
 * which tag it was placed there. The first of the filters behind the router.
 */
@Activate(group = CommonConstants.CONSUMER, order = Stations.CALLEE)
public final class CalleeFilter implements Filter {

    private final GrayApplication gray;

    /** For Dubbo's extension loader. */
    public CalleeFilter(ApplicationModel application) {
        this.gray = GrayApplication.of(application);
    }

    @Override
    public Result invoke(Invoker<?> invoker, Invocation invocation) {
        if (gray.isActive()) {
            remember(invoker, invocation);
        }
        return invoker.invoke(invocation);
    }

    private void remember(Invoker<?> invoker, Invocation invocation) {
        try {
            String tag = placedBy(invocation);
            String placed = tag == null || tag.isEmpty() ? null : tag;
            if (gray.reportsHops()) {
                CallNotes.callee(invocation, invoker.getUrl());
            }
            CallNotes notes = placed != null ? CallNotes.begin(invocation) : CallNotes.on(invocation);
            if (notes != null) {
                notes.placedBy(placed);
            }
            if (gray.recordings().areRunning()) { // to ask for the address takes longer
                gray.recordings().servedBy(invocation, invoker.getUrl().getAddress());
            }
        } catch (Throwable bug) {
            Mishap.report(gray, "It is not remembered where a call goes.", bug);
        }
    }

    /**
     * What is spelled otherwise was put there behind the filter that settles tags, and placed nothing. A call that has come
     * through no cluster was settled by nobody, and gets what Dubbo adds.
     */
    private static @Nullable String placedBy(Invocation invocation) {
        String tag = WireAttachments.text(invocation.getObjectAttachments().get(Tag.KEY));
        return tag == null && invocation.getInvoker() == null
                ? TagAttachments.tagIn(RpcContext.getClientAttachment().getObjectAttachments())
                : tag;
    }
}
