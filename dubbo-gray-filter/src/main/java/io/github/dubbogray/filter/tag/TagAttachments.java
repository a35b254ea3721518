package io.github.dubbogray.filter.tag;

import io.github.dubbogray.core.baggage.W3cBaggage;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.trust.TagSignatures;
import io.github.dubbogray.router.call.WireAttachments;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.RpcContext;
import org.jspecify.annotations.Nullable;

/**
 * The attachments that carry a tag and its signature, in every spelling that becomes theirs on Triple's wire, where of several
 * an accidental one is left.
 */
public final class TagAttachments {

    private TagAttachments() {}

    /**
     * What of it is there, found in one pass. All answers there can be are ready, as a call looks several times.
     *
     * @param tags how many would become the tag: 0, 1, or {@value #SEVERAL} for several
     * @param hasOtherSignatures whether there is a signature in another spelling than its own
     */
    public record Found(int tags, boolean hasOtherSignatures, boolean hasBaggage) {

        /** Stands for more than one tag. */
        public static final int SEVERAL = 2;

        private static final int OTHER_SIGNATURES = 4;
        private static final int BAGGAGE = 8;

        private static final Found[] ALL = IntStream.range(0, 16)
                .mapToObj(bits -> new Found(bits & 3, (bits & OTHER_SIGNATURES) != 0, (bits & BAGGAGE) != 0))
                .toArray(Found[]::new);

        /** Looks through attachments. */
        public static Found in(Map<String, Object> attachments) {
            return attachments.isEmpty() ? ALL[0] : ALL[bitsOf(attachments)];
        }

        private static int bitsOf(Map<String, Object> attachments) {
            int tags = 0;
            int others = 0;
            for (Map.Entry<String, Object> attachment : attachments.entrySet()) {
                String key = attachment.getKey();
                if (WireAttachments.isSpelling(key, Tag.KEY)) {
                    tags += attachment.getValue() == null ? 0 : 1;
                } else if (WireAttachments.isSpelling(key, TagSignatures.KEY)) {
                    others |= key.equals(TagSignatures.KEY) ? 0 : OTHER_SIGNATURES;
                } else if (WireAttachments.isSpelling(key, W3cBaggage.HEADER)) {
                    others |= BAGGAGE;
                }
            }
            return Math.min(tags, SEVERAL) | others;
        }
    }

    /** Returns whether there is one that carries a tag or is meant to, be it readable or not. */
    public static boolean haveTag(Map<String, Object> attachments) {
        return Found.in(attachments).tags() > 0;
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
        keepOnly(tag, attachments);
        if (tag != null && !tag.equals(attachments.get(Tag.KEY))) {
            call.setAttachment(Tag.KEY, tag);
        }
        keepOnly(tag, RpcContext.getClientAttachment().getObjectAttachments());
    }

    /** Leaves a tag and, if it is spelled right, a signature; takes off what would be another. */
    public static void keepOnly(@Nullable String tag, Map<String, Object> attachments) {
        Found found = Found.in(attachments);
        if (found.hasOtherSignatures() || found.tags() > 1 || (found.tags() == 1 && !isOnly(tag, attachments))) {
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
