package io.github.dubbogray.filter;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.entry.TagSignatures;
import java.util.Map;

/**
 * The attachments that carry a tag and its signature. Triple makes keys lower case on the next hop, so one that differs only
 * in case becomes the tag there.
 */
final class TagAttachments {

    private TagAttachments() {}

    /** Removes them, in every spelling, and the tag in baggage. */
    static void removeFrom(Map<String, Object> attachments) {
        attachments.keySet().removeIf(TagAttachments::isOurs);
        BaggageAttachment.removeTag(attachments);
    }

    /** Removes those that are not spelled as they should be, and the tag in baggage, which may be another. */
    static void removeLookalikes(Map<String, Object> attachments) {
        attachments.keySet().removeIf(key -> isOurs(key) && !key.equals(Tag.KEY) && !key.equals(TagSignatures.KEY));
        BaggageAttachment.removeTag(attachments);
    }

    private static boolean isOurs(String key) {
        return key.equalsIgnoreCase(Tag.KEY) || key.equalsIgnoreCase(TagSignatures.KEY);
    }
}
