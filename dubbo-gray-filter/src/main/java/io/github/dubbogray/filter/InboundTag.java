package io.github.dubbogray.filter;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.entry.Claim;
import io.github.dubbogray.filter.entry.InboundTrust;
import io.github.dubbogray.filter.entry.TagSignatures;
import org.apache.dubbo.remoting.http12.HttpRequest;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.protocol.tri.TripleConstants;
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
        String text = textOf(invocation);
        Tag tag = text == null ? null : counting(text, invoker, invocation);
        if (tag == null && (text != null || !trust.isEveryone())) {
            TagAttachments.removeFrom(invocation.getObjectAttachments());
            TagAttachments.removeFrom(RpcContext.getServerAttachment().getObjectAttachments());
        } else if (!trust.isEveryone()) {
            TagAttachments.removeLookalikes(invocation.getObjectAttachments());
            TagAttachments.removeLookalikes(RpcContext.getServerAttachment().getObjectAttachments());
        }
        return tag;
    }

    /** Baggage counts where the thread has no tag: with one, as of a caller in this process, it is that tag's mirror. */
    private static @Nullable String textOf(Invocation invocation) {
        String text = invocation.getAttachment(Tag.KEY);
        return text != null || GrayContext.tag().isPresent() ? text : BaggageAttachment.tagIn(invocation);
    }

    private @Nullable Tag counting(String text, Invoker<?> invoker, Invocation invocation) {
        if (timesSent(invocation) > 1) {
            tags.drop(text, "is there " + timesSent(invocation) + " times");
            return null;
        }
        Tag tag = tags.read(text);
        return tag == null || isBelieved(text, invoker, invocation) ? tag : null;
    }

    private boolean isBelieved(String text, Invoker<?> invoker, Invocation invocation) {
        return trust.isEveryone()
                || LOCAL_PROTOCOL.equals(invoker.getUrl().getProtocol())
                || trust.believes(Claim.over(
                        RpcContext.getServiceContext().getRemoteAddress(),
                        text.strip(),
                        invocation.getAttachment(TagSignatures.KEY)));
    }

    /** Of several headers Triple makes one attachment, the last. */
    private static int timesSent(Invocation invocation) {
        return invocation.get(TripleConstants.HTTP_REQUEST_KEY) instanceof HttpRequest request
                ? request.headerValues(Tag.KEY).size()
                : 1;
    }
}
