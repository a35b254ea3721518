package io.github.dubbogray.filter.call;

import io.github.dubbogray.filter.entry.Entry;
import io.github.dubbogray.filter.mishap.Mishap;
import io.github.dubbogray.filter.tag.TagAttachments;
import io.github.dubbogray.router.GrayApplication;
import org.apache.dubbo.common.constants.CommonConstants;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.rpc.Filter;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;
import org.apache.dubbo.rpc.model.ApplicationModel;

/**
 * Gives a call back to the consumer, by way of a callback argument of the dubbo protocol, the tag of the request being
 * served. Such a call goes through no cluster and no router, so nothing colors it (clause R1).
 */
@Activate(group = CommonConstants.CALLBACK, order = Stations.CALL_BACK)
public final class CallbackTagFilter implements Filter {

    private final GrayApplication gray;
    private final OutboundTag tag;

    /** For Dubbo's extension loader. */
    public CallbackTagFilter(ApplicationModel application) {
        this.gray = GrayApplication.of(application);
        this.tag = new OutboundTag(gray, Entry.of(application).trust());
    }

    @Override
    public Result invoke(Invoker<?> invoker, Invocation invocation) {
        if (gray.isActive()) {
            tag.settle(invocation);
            seal(invocation);
        }
        return invoker.invoke(invocation);
    }

    private void seal(Invocation invocation) {
        try {
            TagAttachments.seal(invocation, TagAttachments.tagIn(invocation.getObjectAttachments()));
        } catch (Throwable bug) {
            Mishap.report(gray, "A call back goes out with the attachments it has.", bug);
        }
    }
}
