package io.github.dubbogray.core.baggage;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header {@code baggage} as the <a href="https://www.w3.org/TR/baggage/">W3C</a> defines it: members
 * {@code key=value;properties}, separated by commas, their values percent-encoded. Several headers of a request are one,
 * joined by commas.
 *
 * <p>A member that breaks the grammar is as one that is not there; properties are not looked at.
 */
public final class W3cBaggage {

    /** The header's name, and that of the attachment it becomes in Triple. */
    public static final String HEADER = "baggage";

    /** The longest header, in characters. Nothing is read of a longer one. */
    static final int MAX_LENGTH = 8_192;

    /** The most members in a header. Those past them are not read. */
    static final int MAX_MEMBERS = 180;

    private W3cBaggage() {}

    /**
     * Returns the value of a key, or null if the header has none. Of several, the last one counts. Never throws.
     *
     * @param key compared letter by letter; keys are not percent-encoded
     */
    public static @Nullable String value(String header, String key) {
        if (header.length() > MAX_LENGTH) {
            return null;
        }
        String found = null;
        int begin = 0;
        for (int members = 0; members < MAX_MEMBERS && begin < header.length(); members++) {
            int end = until(header, ',', begin, header.length());
            String value = valueOfMember(header, begin, end, key);
            found = value == null ? found : value;
            begin = end + 1;
        }
        return found;
    }

    /**
     * Returns a header without the members of a key, well-formed or not; the others stay as they are. Of one that is longer than
     * {@value #MAX_LENGTH} characters and has the key nothing is left: nobody need read it.
     */
    public static String without(String header, String key) {
        if (!header.contains(key)) {
            return header;
        }
        return header.length() <= MAX_LENGTH
                ? Arrays.stream(header.split(",", -1))
                        .filter(member -> equalsSignOf(member, 0, member.length(), key) < 0)
                        .collect(Collectors.joining(","))
                : "";
    }

    private static @Nullable String valueOfMember(String header, int begin, int end, String key) {
        int equals = equalsSignOf(header, begin, end, key);
        if (equals < 0) {
            return null;
        }
        int valueBegin = skipSpace(header, equals + 1, end);
        return decoded(header, valueBegin, trimSpace(header, valueBegin, until(header, ';', valueBegin, end)));
    }

    /** Returns where the equals sign of a member is, or -1 if it is none of the key. */
    private static int equalsSignOf(String header, int begin, int end, String key) {
        int keyBegin = skipSpace(header, begin, end);
        if (!header.startsWith(key, keyBegin)) {
            return -1;
        }
        int equals = skipSpace(header, keyBegin + key.length(), end);
        return equals < end && header.charAt(equals) == '=' ? equals : -1;
    }

    /** Returns the text that is percent-encoded there, or null if anything in it must not be. */
    private static @Nullable String decoded(String header, int begin, int end) {
        boolean encoded = false;
        for (int i = begin; i < end; i++) {
            if (!isOctet(header.charAt(i))) {
                return null;
            }
            encoded |= header.charAt(i) == '%';
        }
        return encoded ? percentDecoded(header, begin, end) : header.substring(begin, end);
    }

    /** Bytes that are no UTF-8 become U+FFFD, as the W3C wants it. */
    private static @Nullable String percentDecoded(String header, int begin, int end) {
        byte[] bytes = new byte[end - begin];
        int length = 0;
        int at = begin;
        while (at < end) {
            boolean encoded = header.charAt(at) == '%';
            int octet = encoded ? octetAt(header, at + 1, end) : header.charAt(at);
            if (octet < 0) {
                return null;
            }
            bytes[length++] = (byte) octet;
            at += encoded ? 3 : 1;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** Returns what two hexadecimal digits stand for, or -1 if they are not there. */
    private static int octetAt(String header, int begin, int end) {
        return begin + 1 < end
                        && HexFormat.isHexDigit(header.charAt(begin))
                        && HexFormat.isHexDigit(header.charAt(begin + 1))
                ? HexFormat.fromHexDigits(header, begin, begin + 2)
                : -1;
    }

    /** Printable ASCII without space, quote and backslash; comma and semicolon have ended the value before. */
    private static boolean isOctet(char letter) {
        return letter > ' ' && letter < 0x7F && letter != '"' && letter != '\\';
    }

    private static int until(String header, char letter, int begin, int end) {
        int found = header.indexOf(letter, begin);
        return found < 0 || found > end ? end : found;
    }

    private static int skipSpace(String header, int begin, int end) {
        int i = begin;
        while (i < end && isSpace(header.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int trimSpace(String header, int begin, int end) {
        int i = end;
        while (i > begin && isSpace(header.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    private static boolean isSpace(char letter) {
        return letter == ' ' || letter == '\t';
    }
}
