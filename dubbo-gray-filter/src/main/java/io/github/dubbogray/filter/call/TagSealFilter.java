package io.github.dubbogray.filter.call;

import io.github.dubbogray.filter.entry.Entry;
import io.github.dubbogray.filter.mishap.Mishap;
import io.github.dubbogray.filter.tag.TagAttachments;
import io.github.dubbogray.filter.trust.TagSignatures;
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
 * Lets a call arrive with the tag it was placed by and no other, whatever the application's own filters have put on it
 * meanwhile, and signs that tag where a secret is configured. The last of the filters, behind which only Dubbo adds
 * attachments; the router, which may have given the tag, is before the first of them.
 */
@Activate(group = CommonConstants.CONSUMER, order = Stations.SEAL)
public final class TagSealFilter implements Filter {

    private final GrayApplication gray;
    private final @Nullable TagSignatures signatures;

    /** For Dubbo's extension loader. */
    public TagSealFilter(ApplicationModel application) {
        this.gray = GrayApplication.of(application);
        this.signatures = gray.isActive() ? Entry.of(application).signatures().orElse(null) : null;
    }

    @Override
    public Result invoke(Invoker<?> invoker, Invocation invocation) {
        if (gray.isActive()) {
            seal(invocation);
        }
        return invoker.invoke(invocation);
    }

    /** A tag that could not be sealed is signed all the same: without its signature it would be dropped. */
    private void seal(Invocation invocation) {
        CallNotes notes = CallNotes.on(invocation);
        String tag = notes == null ? null : notes.placedBy();
        try {
            TagAttachments.seal(invocation, tag);
        } catch (Throwable bug) {
            Mishap.report(gray, "A call goes out with the attachments it has.", bug);
        }
        if (signatures != null) {
            try {
                sign(invocation, tag, signatures);
            } catch (Throwable bug) {
                Mishap.report(gray, "A call goes out without a signature.", bug);
            }
        }
    }

    /** A signature that Dubbo forwards from the request being served is replaced, or taken off if there is no tag. */
    private static void sign(Invocation invocation, @Nullable String tag, TagSignatures with) {
        if (tag == null || tag.isBlank()) {
            invocation.getObjectAttachments().remove(TagSignatures.KEY);
        } else {
            invocation.setAttachment(TagSignatures.KEY, with.sign(tag.strip()));
        }
    }
}
