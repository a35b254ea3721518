package io.github.dubbogray.filter;

import io.github.dubbogray.core.baggage.W3cBaggage;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.router.TraceBaggage;
import java.util.List;
import java.util.Map;
import org.apache.dubbo.rpc.Invocation;
import org.jspecify.annotations.Nullable;

/**
 * The W3C header {@code baggage} among the attachments of a call: a tracer of the caller has put it there, or Triple, which
 * makes attachments of headers.
 */
final class BaggageAttachment {

    private BaggageAttachment() {}

    /** Returns the tag's text in the current trace's baggage, else in a call's, or null if both have none. */
    static @Nullable String tagIn(Invocation invocation) {
        return TraceBaggage.value(Tag.KEY, invocation.getAttachment(W3cBaggage.HEADER));
    }

    /** Takes the tag out, in every spelling of the attachment's key: Triple makes keys lower case on the next hop. */
    static void removeTag(Map<String, Object> attachments) {
        for (String key : List.copyOf(attachments.keySet())) {
            if (key.equalsIgnoreCase(W3cBaggage.HEADER)) {
                attachments.computeIfPresent(key, (same, value) -> withoutTag(value));
            }
        }
    }

    private static @Nullable Object withoutTag(Object value) {
        if (!(value instanceof String header)) {
            return value;
        }
        String rest = W3cBaggage.without(header, Tag.KEY);
        return rest.isBlank() ? null : rest;
    }
}
