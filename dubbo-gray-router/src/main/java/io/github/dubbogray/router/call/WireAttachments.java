package io.github.dubbogray.router.call;

import io.github.dubbogray.router.event.Guarded;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What attachments are where Dubbo sends them as headers, which Triple does at any later hop: keys lose their letter case, and
 * values that Dubbo has a text for become that text. An attachment means here what it would mean there, on every protocol.
 */
public final class WireAttachments {

    /** What Triple puts behind the key of bytes; it takes it off again at the receiver. */
    private static final String BYTES = "-bin";

    private static final int LONGEST_NUMBER_BITS = 1_024;

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private WireAttachments() {}

    /**
     * Returns the text that Dubbo sends for a value: that of a text of any type, of a number, a truth value or a date. Null
     * for a number of more than {@value #LONGEST_NUMBER_BITS} bits and for anything else, which travels as bytes, as an object or not at all, and where asking the value fails.
     */
    public static @Nullable String text(@Nullable Object value) {
        return value instanceof String text ? text : textOf(value);
    }

    /** Returns whether a key becomes another on the wire: letter case aside, be it marked as bytes or not. */
    public static boolean isSpelling(@Nullable String key, String name) {
        return key != null
                && key.length() >= name.length()
                && (key.length() == name.length() || isBytesMark(key, name.length()))
                && key.regionMatches(true, 0, name, 0, name.length());
    }

    /** Returns how many attachments become a key on the wire, where one alone is left. */
    public static int count(Map<String, Object> attachments, String name) {
        int count = 0;
        for (Map.Entry<String, Object> attachment : attachments.entrySet()) {
            if (isSpelling(attachment.getKey(), name) && attachment.getValue() != null) {
                count++;
            }
        }
        return count;
    }

    /**
     * Returns the text of an attachment: that of the key itself, else that of its other spellings. Null if there is none, if
     * it has no text, or if other spellings disagree.
     */
    public static @Nullable String textIn(Map<String, Object> attachments, String name) {
        Object value = attachments.get(name);
        return value == null ? textOfOthers(attachments, name) : text(value);
    }

    /** Removes an attachment in all its spellings. */
    public static void remove(Map<String, Object> attachments, String name) {
        attachments.keySet().removeIf(key -> isSpelling(key, name));
    }

    private static @Nullable String textOfOthers(Map<String, Object> attachments, String name) {
        String found = null;
        for (Map.Entry<String, Object> attachment : attachments.entrySet()) {
            if (isSpelling(attachment.getKey(), name) && attachment.getValue() != null) {
                String text = attachment.getKey().length() == name.length() ? text(attachment.getValue()) : null;
                if (text == null || (found != null && !found.equals(text))) {
                    return null;
                }
                found = text;
            }
        }
        return found;
    }

    /** The value is the application's, and whatever it throws must not fail a call. */
    @SuppressWarnings("JavaUtilDate") // one of the types that Dubbo has a text for
    private static @Nullable String textOf(@Nullable Object value) {
        try {
            if (isEndless(value)) {
                return null;
            }
            if (value instanceof CharSequence || value instanceof Number || value instanceof Boolean) {
                return value.toString();
            }
            return value instanceof Date date ? HTTP_DATE.format(Instant.ofEpochMilli(date.getTime())) : null;
        } catch (Throwable broken) {
            Guarded.keepInterrupt(broken);
            return null;
        }
    }

    /** The text of a long number takes time with the square of its digits; no tag, signature or baggage is one. */
    private static boolean isEndless(@Nullable Object value) {
        return (value instanceof BigInteger whole && whole.bitLength() > LONGEST_NUMBER_BITS)
                || (value instanceof BigDecimal decimal
                        && decimal.unscaledValue().bitLength() > LONGEST_NUMBER_BITS);
    }

    private static boolean isBytesMark(String key, int begin) {
        if ((key.length() - begin) % BYTES.length() != 0) {
            return false;
        }
        for (int at = begin; at < key.length(); at += BYTES.length()) {
            if (!key.regionMatches(true, at, BYTES, 0, BYTES.length())) {
                return false;
            }
        }
        return true;
    }
}
