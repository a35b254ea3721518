package io.github.dubbogray.observability.trace;

import io.github.dubbogray.core.placement.Placement;
import io.github.dubbogray.core.placement.Tier;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.router.call.Placements;
import io.github.dubbogray.router.call.WireAttachments;
import java.util.function.BiConsumer;
import org.apache.dubbo.rpc.Invocation;
import org.jspecify.annotations.Nullable;

/** What the span of a call says of gray release: the keys, and where their values come from. */
public final class SpanAttributes {

    /** The tag that the call has, as it travels. */
    public static final String TAG = "gray.tag";

    /** At the caller, the lane that serves the call; at the provider, the lane that the provider is in. */
    public static final String LANE = "gray.lane";

    /** The rule that gave the call its lane; where the call was colored. */
    public static final String RULE = "gray.rule";

    /** {@code placed}, {@code fell_back} or {@code refused}; at the caller. */
    public static final String OUTCOME = "gray.outcome";

    private SpanAttributes() {}

    /** Hands over those of a call that its caller's router has placed; nothing if it has not seen it. */
    static void ofCaller(Invocation call, BiConsumer<String, String> span) {
        Placement placement = Placements.lastOf(call);
        if (placement == null) {
            return;
        }
        put(TAG, WireAttachments.text(call.getObjectAttachments().get(Tag.KEY)), span);
        Tier tier = placement.tier();
        put(LANE, tier == null ? null : tier.lane(), span);
        put(RULE, Placements.ruleOf(call), span);
        span.accept(OUTCOME, placement.outcome());
    }

    static void put(String key, @Nullable String value, BiConsumer<String, String> span) {
        if (value != null && !value.isEmpty()) {
            span.accept(key, value);
        }
    }
}
