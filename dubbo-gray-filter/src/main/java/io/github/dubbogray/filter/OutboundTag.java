package io.github.dubbogray.filter;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.entry.InboundTrust;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.TraceBaggage;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.RpcContext;
import org.jspecify.annotations.Nullable;

/**
 * Settles which tag a call goes out with: the caller's own attachment goes first, then {@link GrayContext}, then what Dubbo
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
        this.tags = new TagText(gray.counters());
    }

    /** Puts it on the call, or takes off what is no tag. */
    void settle(Invocation invocation) {
        try {
            String own = RpcContext.getClientAttachment().getAttachment(Tag.KEY);
            String text = own != null ? own : carried(invocation);
            if (text != null && tags.read(text) != null) {
                invocation.setAttachment(Tag.KEY, text);
            } else if (text != null) {
                drop(invocation);
            }
        } catch (RuntimeException | LinkageError bug) {
            gray.report("A call goes out with the tag it has.", bug);
        }
    }

    private @Nullable String carried(Invocation invocation) {
        GrayContext.Scope scope = GrayContext.current();
        Tag tag = scope == null ? null : scope.tag();
        if (tag != null) {
            return tag.text();
        }
        String forwarded = forwarded(invocation, scope);
        return forwarded == null && scope == null && trust.isEveryone() ? TraceBaggage.value(Tag.KEY) : forwarded;
    }

    /** A context that Dubbo left on a thread may be of another request, whose tag ends here (clause R5). */
    private static @Nullable String forwarded(Invocation invocation, GrayContext.@Nullable Scope scope) {
        String text = invocation.getAttachment(Tag.KEY);
        if (text == null || !text.equals(RpcContext.getServerAttachment().getAttachment(Tag.KEY))) {
            return text;
        }
        if (scope != null || SwitchedCall.isAnswered()) {
            invocation.getObjectAttachments().remove(Tag.KEY);
            return null;
        }
        return text;
    }

    private static void drop(Invocation invocation) {
        // From both, since Dubbo adds the context's attachments once more before the call goes out.
        RpcContext.getClientAttachment().removeAttachment(Tag.KEY);
        invocation.getObjectAttachments().remove(Tag.KEY);
        BaggageAttachment.removeTag(invocation.getObjectAttachments());
    }
}
