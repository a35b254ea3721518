package io.github.dubbogray.filter.context;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.core.tag.TagReading;
import io.github.dubbogray.filter.tag.TagAttachments;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.RpcContextAttachment;
import org.jspecify.annotations.Nullable;

/**
 * A served call whose context Dubbo puts on other threads: by {@code AsyncContext.signalContextSwitch()}, and on the thread
 * that completes a provider's future. Nobody takes it off again there, and all these threads share one map of attachments
 * that must not be changed under their eyes. So it is remembered which of them belong to answered calls: their tags are
 * over (clause R5).
 */
public final class SwitchedCall {

    /** By identity; an entry goes when the last thread has forgotten the context. */
    private static final Set<RpcContextAttachment> ANSWERED =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private SwitchedCall() {}

    /** Returns the tag of the call this thread was switched to, or null if there is none or it has been answered. */
    static @Nullable Tag tag() {
        RpcContextAttachment served = RpcContext.getServerAttachment();
        String text = served.isAsyncStarted() ? TagAttachments.tagIn(served.getObjectAttachments()) : null;
        return text != null && !ANSWERED.contains(served) && Tag.read(text) instanceof TagReading.Accepted accepted
                ? accepted.tag()
                : null;
    }

    /** Takes note that the call this thread has the context of has been answered. */
    public static void answered() {
        RpcContextAttachment served = RpcContext.getServerAttachment();
        if (TagAttachments.haveTag(served.getObjectAttachments())) {
            ANSWERED.add(served);
        }
    }

    /** Returns whether this thread has the context of a call that has been answered. */
    public static boolean isAnswered() {
        return ANSWERED.contains(RpcContext.getServerAttachment());
    }
}
