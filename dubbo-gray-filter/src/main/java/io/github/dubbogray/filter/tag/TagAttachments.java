package io.github.dubbogray.filter.tag;

import io.github.dubbogray.core.baggage.W3cBaggage;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.trust.TagSignatures;
import io.github.dubbogray.router.call.WireAttachments;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.RpcContext;
import org.jspecify.annotations.Nullable;

/**
 * The attachments that carry a tag and its signature, in every spelling that becomes theirs on Triple's wire, where of several
 * an accidental one is left.
 */
public final class TagAttachments {

    private TagAttachments() {}

    /** What of it is there, found in one pass; an object, because an iterator is a larger one. */
    public static final class Found implements BiConsumer<String, Object> {

        private int tags;
        private int otherSignatures;
        private int baggage;

        private Found() {}

        /** Looks through attachments. */
        public static Found in(Map<String, Object> attachments) {
            return new Found().lookedAgainIn(attachments);
        }

        /** Forgets what was found and looks through other attachments: a call looks several times. */
        public Found lookedAgainIn(Map<String, Object> attachments) {
            tags = 0;
            otherSignatures = 0;
            baggage = 0;
            attachments.forEach(this);
            return this;
        }

        @Override
        public void accept(String key, Object value) {
            if (WireAttachments.isSpelling(key, Tag.KEY)) {
                tags += value == null ? 0 : 1;
            } else if (WireAttachments.isSpelling(key, TagSignatures.KEY)) {
                otherSignatures += key.equals(TagSignatures.KEY) ? 0 : 1;
            } else if (WireAttachments.isSpelling(key, W3cBaggage.HEADER)) {
                baggage++;
            }
        }

        /** Returns how many would become the tag. */
        public int tags() {
            return tags;
        }

        public boolean hasBaggage() {
            return baggage > 0;
        }
    }

    /** Returns whether there is one that carries a tag or is meant to, be it readable or not. */
    public static boolean haveTag(Map<String, Object> attachments) {
        return !attachments.isEmpty() && Found.in(attachments).tags() > 0;
    }

    /** Returns the text of the tag, or null if there is none or it has none. */
    public static @Nullable String tagIn(Map<String, Object> attachments) {
        return WireAttachments.textIn(attachments, Tag.KEY);
    }

    /** Returns the signature; of several none counts. */
    public static @Nullable String signatureIn(Map<String, Object> attachments) {
        return WireAttachments.count(attachments, TagSignatures.KEY) == 1
                ? WireAttachments.textIn(attachments, TagSignatures.KEY)
                : null;
    }

    /** Says what is there in place of a text, for messages: the values' types, and nothing of what they hold. */
    public static String describe(Map<String, Object> attachments) {
        StringBuilder types = new StringBuilder();
        attachments.forEach((key, value) -> {
            if (WireAttachments.isSpelling(key, Tag.KEY) && value != null) {
                types.append(types.isEmpty() ? "" : ", ")
                        .append(value.getClass().getTypeName());
            }
        });
        return types.toString();
    }

    /** Removes them, and the tag in baggage. */
    public static void removeFrom(Map<String, Object> attachments) {
        if (haveTag(attachments)) {
            WireAttachments.remove(attachments, Tag.KEY);
        }
        if (WireAttachments.count(attachments, TagSignatures.KEY) > 0) {
            WireAttachments.remove(attachments, TagSignatures.KEY);
        }
        BaggageAttachment.removeTag(attachments);
    }

    /**
     * Makes a tag the only one that a call can arrive with: under its own key, whatever else is there under any spelling of
     * it, in baggage, or where Dubbo adds it before the call goes out.
     *
     * @param tag what the call was placed by, or null for none
     */
    public static void seal(Invocation call, @Nullable String tag) {
        Map<String, Object> attachments = call.getObjectAttachments();
        Found found = Found.in(attachments);
        keepOnly(tag, attachments, found);
        if (tag != null && !tag.equals(attachments.get(Tag.KEY))) {
            call.setAttachment(Tag.KEY, tag);
        }
        Map<String, Object> added = RpcContext.getClientAttachment().getObjectAttachments();
        if (!added.isEmpty()) {
            keepOnly(tag, added, found.lookedAgainIn(added));
        }
    }

    /** Leaves a tag and, if it is spelled right, a signature; takes off what would be another. */
    public static void keepOnly(@Nullable String tag, Map<String, Object> attachments) {
        keepOnly(tag, attachments, Found.in(attachments));
    }

    private static void keepOnly(@Nullable String tag, Map<String, Object> attachments, Found found) {
        if (found.otherSignatures > 0 || found.tags > 1 || (found.tags == 1 && !isOnly(tag, attachments))) {
            attachments.entrySet().removeIf(other -> isOther(other.getKey(), other.getValue(), tag));
        }
        if (found.hasBaggage()) {
            BaggageAttachment.keepOnly(tag, attachments);
        }
    }

    private static boolean isOnly(@Nullable String tag, Map<String, Object> attachments) {
        return tag != null && tag.equals(attachments.get(Tag.KEY));
    }

    private static boolean isOther(String key, @Nullable Object value, @Nullable String tag) {
        return WireAttachments.isSpelling(key, Tag.KEY)
                ? !key.equals(Tag.KEY) || tag == null || !tag.equals(value)
                : WireAttachments.isSpelling(key, TagSignatures.KEY) && !key.equals(TagSignatures.KEY);
    }
}
