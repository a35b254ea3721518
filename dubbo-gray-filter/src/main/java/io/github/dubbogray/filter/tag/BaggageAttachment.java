package io.github.dubbogray.filter.tag;

import io.github.dubbogray.core.baggage.W3cBaggage;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.router.call.TraceBaggage;
import io.github.dubbogray.router.call.WireAttachments;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The W3C header {@code baggage} among the attachments of a call: a tracer of the caller has put it there, or Triple, which
 * makes attachments of headers.
 */
public final class BaggageAttachment {

    /** Between tags of two headers of which nobody can say which one counts; in no tag. */
    private static final String OR = " | ";

    private BaggageAttachment() {}

    /**
     * Returns the tag's text in the current trace's baggage, else in a call's, or null if both have none.
     *
     * @param found what the call's attachments are known to have
     */
    public static @Nullable String tagIn(Map<String, Object> attachments, TagAttachments.Found found) {
        String traced = TraceBaggage.value(Tag.KEY);
        return traced == null && found.hasBaggage() ? tagOf(attachments) : traced;
    }

    /** Takes every tag but one out, in every spelling of the attachment's key: Triple makes one of them on the next hop. */
    static void keepOnly(@Nullable String tag, Map<String, Object> attachments) {
        String there = tagOf(attachments);
        if (there != null && !there.equals(tag)) {
            removeTag(attachments);
        }
    }

    /** Takes the tag out, in every spelling of the attachment's key. */
    static void removeTag(Map<String, Object> attachments) {
        if (WireAttachments.count(attachments, W3cBaggage.HEADER) == 0) {
            return;
        }
        for (String key : new ArrayList<>(attachments.keySet())) { // a caller's map may have the key null
            if (isBaggage(key)) {
                attachments.computeIfPresent(key, (same, value) -> withoutTag(value));
            }
        }
    }

    /** Of two headers with different tags it is both, which is none. */
    private static @Nullable String tagOf(Map<String, Object> attachments) {
        String found = null;
        for (Map.Entry<String, Object> attachment : attachments.entrySet()) {
            String tag = isBaggage(attachment.getKey()) ? tagOf(attachment.getValue()) : null;
            if (tag != null && !tag.equals(found)) {
                found = found == null ? tag : found + OR + tag;
            }
        }
        return found;
    }

    private static @Nullable String tagOf(@Nullable Object value) {
        String header = WireAttachments.text(value);
        return header == null ? null : W3cBaggage.value(header, Tag.KEY);
    }

    private static boolean isBaggage(String key) {
        return WireAttachments.isSpelling(key, W3cBaggage.HEADER) && key.length() == W3cBaggage.HEADER.length();
    }

    private static @Nullable Object withoutTag(Object value) {
        String header = WireAttachments.text(value);
        if (header == null || !header.contains(Tag.KEY)) {
            return value;
        }
        String rest = W3cBaggage.without(header, Tag.KEY);
        return rest.isBlank() ? null : rest;
    }
}
