package io.github.dubbogray.filter.call;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.context.RequestScope;
import io.github.dubbogray.filter.context.SwitchedCall;
import io.github.dubbogray.filter.mishap.Mishap;
import io.github.dubbogray.filter.tag.BaggageAttachment;
import io.github.dubbogray.filter.tag.TagAttachments;
import io.github.dubbogray.filter.tag.TagText;
import io.github.dubbogray.filter.trust.InboundTrust;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.call.WireAttachments;
import java.util.Map;
import java.util.Objects;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.RpcContext;
import org.jspecify.annotations.Nullable;

/**
 * Settles which tag a call goes out with: the caller's own attachment goes first, then the context of the thread, then what Dubbo
 * forwards from the request being served, then the baggage of the trace, as of a message that is being consumed. Nobody
 * knows who sent that, so it counts only where everyone is trusted.
 */
final class OutboundTag {

    private final GrayApplication gray;
    private final InboundTrust trust;
    private final TagText tags;

    OutboundTag(GrayApplication gray, InboundTrust trust) {
        this.gray = gray;
        this.trust = trust;
        this.tags = new TagText(gray.meters());
    }

    /** Puts it on the call as a text under its own key, or takes off what is no tag. */
    void settle(Invocation invocation) {
        try {
            Map<String, Object> own = RpcContext.getClientAttachment().getObjectAttachments();
            if (TagAttachments.haveTag(own)) {
                take(own, invocation);
            } else {
                carry(invocation);
            }
        } catch (Throwable bug) {
            Mishap.report(gray, "A call goes out with the tag it has.", bug);
        }
    }

    private void carry(Invocation invocation) {
        RequestScope scope = RequestScope.current();
        Tag tag = scope == null ? null : scope.tag();
        if (tag != null) {
            invocation.setAttachment(Tag.KEY, tag.text());
            return;
        }
        Map<String, Object> attachments = invocation.getObjectAttachments();
        TagAttachments.Found found = TagAttachments.Found.in(attachments);
        if (found.tags() > 0) {
            if (isOver(attachments, scope)) {
                WireAttachments.remove(attachments, Tag.KEY);
            } else {
                take(attachments, invocation);
            }
        } else if (scope == null && trust.isEveryone()) {
            String text = BaggageAttachment.tagIn(attachments, found);
            if (text != null) {
                take(text, invocation);
            }
        }
    }

    /** A context that Dubbo left on a thread may be of another request, whose tag ends here (clause R5). */
    private static boolean isOver(Map<String, Object> attachments, @Nullable RequestScope scope) {
        Map<String, Object> served = RpcContext.getServerAttachment().getObjectAttachments();
        return TagAttachments.haveTag(served)
                && Objects.equals(TagAttachments.tagIn(served), TagAttachments.tagIn(attachments))
                && (scope != null || SwitchedCall.isAnswered());
    }

    private void take(Map<String, Object> attachments, Invocation invocation) {
        String text = TagAttachments.tagIn(attachments);
        if (text != null) {
            take(text, invocation);
            return;
        }
        int times = WireAttachments.count(attachments, Tag.KEY);
        if (times > 1) {
            tags.drop(TagAttachments.describe(attachments), TagText.Fault.SEVERAL, "is there " + times + " times");
        } else {
            tags.drop(TagAttachments.describe(attachments), TagText.Fault.MALFORMED, "is no text");
        }
        drop(invocation);
    }

    private void take(String text, Invocation invocation) {
        if (tags.read(text) != null) {
            invocation.setAttachment(Tag.KEY, text);
        } else {
            drop(invocation);
        }
    }

    private static void drop(Invocation invocation) {
        // From both, since Dubbo adds the context's attachments once more before the call goes out.
        TagAttachments.removeFrom(RpcContext.getClientAttachment().getObjectAttachments());
        TagAttachments.removeFrom(invocation.getObjectAttachments());
    }
}
