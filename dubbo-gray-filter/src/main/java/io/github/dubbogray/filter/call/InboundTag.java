package io.github.dubbogray.filter.call;

import io.github.dubbogray.core.baggage.W3cBaggage;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.context.RequestScope;
import io.github.dubbogray.filter.tag.BaggageAttachment;
import io.github.dubbogray.filter.tag.TagAttachments;
import io.github.dubbogray.filter.tag.TagText;
import io.github.dubbogray.filter.trust.Claim;
import io.github.dubbogray.filter.trust.InboundTrust;
import io.github.dubbogray.filter.trust.TagSignatures;
import io.github.dubbogray.router.call.WireAttachments;
import java.util.Map;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.RpcContext;
import org.jspecify.annotations.Nullable;

/**
 * Takes the tag off a Dubbo call that arrives. What does not count as its tag ends here, also in the context that Dubbo has
 * copied the attachments to: it would forward that with every call made meanwhile.
 */
final class InboundTag {

    /** Calls within this process, which nobody else can make. */
    private static final String LOCAL_PROTOCOL = "injvm";

    private final InboundTrust trust;
    private final TagText tags;

    InboundTag(InboundTrust trust, TagText tags) {
        this.trust = trust;
        this.tags = tags;
    }

    /** Returns the tag of a call, or null if it has none that counts. */
    @Nullable Tag tagOf(Invoker<?> invoker, Invocation invocation) {
        Map<String, Object> attachments = invocation.getObjectAttachments();
        TagAttachments.Found found = TagAttachments.Found.in(attachments);
        boolean isAttached = found.tags() > 0;
        String text = isAttached ? null : baggageOf(attachments, found);
        Tag tag = isAttached
                ? only(found.tags(), invoker, invocation)
                : text == null ? null : counting(text, invoker, invocation);
        if (tag == null && (isAttached || text != null || !trust.isEveryone())) {
            try {
                TagAttachments.removeFrom(attachments);
            } finally { // whatever one of them throws, the other is not to carry it on
                TagAttachments.removeFrom(RpcContext.getServerAttachment().getObjectAttachments());
            }
        } else if (!trust.isEveryone()) {
            settle(attachments);
            settle(RpcContext.getServerAttachment().getObjectAttachments());
        }
        return tag;
    }

    /** Takes off all that could be a tag behind this hop, where it is not known whether it is believed; also what cannot be read. */
    void refuse(Invocation invocation) {
        if (!trust.isEveryone()) {
            try {
                refuse(invocation.getObjectAttachments());
            } finally { // as above
                refuse(RpcContext.getServerAttachment().getObjectAttachments());
            }
        }
    }

    private static void refuse(Map<String, Object> attachments) {
        attachments
                .keySet()
                .removeIf(key -> WireAttachments.isSpelling(key, Tag.KEY)
                        || WireAttachments.isSpelling(key, TagSignatures.KEY)
                        || WireAttachments.isSpelling(key, W3cBaggage.HEADER));
    }

    /** Baggage counts where the thread has no tag: with one, as of a caller in this process, it is that tag's mirror. */
    private static @Nullable String baggageOf(Map<String, Object> attachments, TagAttachments.Found found) {
        if (RequestScope.currentTag() != null) {
            return null;
        }
        return BaggageAttachment.tagIn(attachments, found);
    }

    /** Of several attachments that would become one on the wire, as of several headers, none counts. */
    private @Nullable Tag only(int attached, Invoker<?> invoker, Invocation invocation) {
        Map<String, Object> attachments = invocation.getObjectAttachments();
        String text = TagAttachments.tagIn(attachments);
        int sent = timesSent(invocation);
        if (attached > 1 || sent > 1) {
            int times = Math.max(WireAttachments.count(attachments, Tag.KEY), sent);
            tags.drop(
                    text == null ? TagAttachments.describe(attachments) : text,
                    TagText.Fault.SEVERAL,
                    "is there " + times + " times");
            return null;
        }
        if (text == null) {
            tags.drop(TagAttachments.describe(attachments), TagText.Fault.MALFORMED, "is no text");
            return null;
        }
        return counting(text, invoker, invocation);
    }

    private @Nullable Tag counting(String text, Invoker<?> invoker, Invocation invocation) {
        Tag tag = tags.read(text);
        return tag == null || isBelieved(text, invoker, invocation) ? tag : null;
    }

    private boolean isBelieved(String text, Invoker<?> invoker, Invocation invocation) {
        return trust.isEveryone()
                || LOCAL_PROTOCOL.equals(invoker.getUrl().getProtocol())
                || trust.believes(Claim.over(
                        RpcContext.getServiceContext().getRemoteAddress(),
                        text.strip(),
                        TagAttachments.signatureIn(invocation.getObjectAttachments())));
    }

    /** Leaves what was believed and no other tag, as one in baggage. */
    private static void settle(Map<String, Object> attachments) {
        TagAttachments.keepOnly(TagAttachments.tagIn(attachments), attachments);
    }

    /** Of several headers Triple makes one attachment, the last; their request is on the call where Dubbo serves REST on Triple. */
    private static int timesSent(Invocation invocation) {
        return invocation.get(TripleHeaders.REQUEST) == null ? 1 : TripleHeaders.timesSent(Tag.KEY, invocation);
    }
}
