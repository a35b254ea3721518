package io.github.dubbogray.filter;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.entry.Entry;
import io.github.dubbogray.filter.entry.TagSignatures;
import io.github.dubbogray.router.GrayApplication;
import org.apache.dubbo.common.constants.CommonConstants;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.rpc.Filter;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.jspecify.annotations.Nullable;

/**
 * Signs the tag of a call where a secret is configured. It stands behind the router, which may have given the tag, and so
 * is no {@link org.apache.dubbo.rpc.cluster.filter.ClusterFilter}.
 */
@Activate(group = CommonConstants.CONSUMER, order = Integer.MIN_VALUE + 10)
public final class TagSignatureFilter implements Filter {

    private final GrayApplication gray;
    private final @Nullable TagSignatures signatures;

    /** For Dubbo's extension loader. */
    public TagSignatureFilter(ApplicationModel application) {
        this.gray = GrayApplication.of(application);
        this.signatures = gray.isActive() ? Entry.of(application).signatures().orElse(null) : null;
    }

    @Override
    public Result invoke(Invoker<?> invoker, Invocation invocation) {
        if (signatures != null) {
            sign(invocation, signatures);
        }
        return invoker.invoke(invocation);
    }

    /** A signature that Dubbo forwards from the request being served is replaced, or taken off if there is no tag. */
    private void sign(Invocation invocation, TagSignatures with) {
        try {
            String tag = invocation.getAttachment(Tag.KEY);
            if (tag == null || tag.isBlank()) {
                invocation.getObjectAttachments().remove(TagSignatures.KEY);
            } else {
                invocation.setAttachment(TagSignatures.KEY, with.sign(tag.strip()));
            }
        } catch (RuntimeException | LinkageError bug) {
            gray.report("A call goes out with its tag unsigned.", bug);
        }
    }
}
