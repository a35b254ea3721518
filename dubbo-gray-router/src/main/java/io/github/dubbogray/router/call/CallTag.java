package io.github.dubbogray.router.call;

import io.github.dubbogray.core.rule.Carry;
import io.github.dubbogray.core.rule.Coloring;
import io.github.dubbogray.core.tag.Tag;
import org.apache.dubbo.rpc.Invocation;
import org.jspecify.annotations.Nullable;

/**
 * The tag of a call, kept on its invocation so that a retry has it (clause R4): as the attachment that travels on, or,
 * where the lane stays local, as an attribute that does not.
 */
public final class CallTag {

    private static final String LOCAL_LANE = "dubbo-gray.local-lane";

    private CallTag() {}

    /** Returns the tag a call has, or null if it has none yet. */
    public static @Nullable String of(Invocation invocation) {
        String carried = WireAttachments.text(invocation.getObjectAttachments().get(Tag.KEY));
        if (carried != null && !carried.isEmpty()) {
            return carried;
        }
        return invocation.get(LOCAL_LANE) instanceof String lane ? lane : null;
    }

    /** Keeps the answer of a document; returns the tag it gives, or null if it gives none. */
    public static @Nullable String keep(Invocation invocation, Coloring coloring) {
        if (coloring instanceof Coloring.Claimed claimed) {
            if (claimed.carry() == Carry.LOCAL) {
                invocation.put(LOCAL_LANE, claimed.lane());
            } else {
                invocation.setAttachment(Tag.KEY, claimed.lane());
            }
            return claimed.lane();
        }
        if (coloring instanceof Coloring.Pinned) {
            invocation.setAttachment(Tag.KEY, Tag.STABLE);
            return Tag.STABLE;
        }
        return null;
    }
}
