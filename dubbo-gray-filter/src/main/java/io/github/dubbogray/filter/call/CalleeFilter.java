package io.github.dubbogray.filter.call;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.mishap.Mishap;
import io.github.dubbogray.filter.tag.TagAttachments;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.WireAttachments;
import org.apache.dubbo.common.URL;
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
@Activate(group = CommonConstants.CONSUMER, order = Integer.MIN_VALUE + 10)
public final class CalleeFilter implements Filter {

    private static final String CALLEE = "dubbo-gray.callee";
    private static final String PLACED_BY = "dubbo-gray.placed-by";

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
            if (gray.reportsHops()) {
                invocation.put(CALLEE, invoker.getUrl());
            }
            String tag = placedBy(invocation);
            if (tag != null && !tag.isEmpty()) {
                invocation.put(PLACED_BY, tag);
            } else {
                invocation.getAttributes().remove(PLACED_BY);
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

    /** Returns the instance a call went to, or null if it went to none. */
    static @Nullable URL of(Invocation invocation) {
        return invocation.get(CALLEE) instanceof URL url ? url : null;
    }

    /** Returns the tag a call that goes out was placed by, or null for none. */
    static @Nullable String tagOf(Invocation invocation) {
        return invocation.get(PLACED_BY) instanceof String tag ? tag : null;
    }
}
