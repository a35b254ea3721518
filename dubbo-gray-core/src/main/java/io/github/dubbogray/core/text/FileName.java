package io.github.dubbogray.core.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names of files for texts of any kind. No two texts share one, also where a file system takes capital letters for small ones;
 * none leaves its folder, none is one that Windows keeps for itself, and an ordinary name of an application or namespace is
 * its own.
 */
public final class FileName {

    /** The longest name, in bytes: what file systems allow, less an ending of eight that a neighbour of the file may have. */
    public static final int LONGEST = 255 - 8;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String EMPTY = "%";
    private static final String HASHED = "%sha256-";

    /** Names of devices on Windows, whatever follows behind a dot. */
    private static final Pattern DEVICE = Pattern.compile("(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\\..*)?");

    private FileName() {}

    /**
     * Returns the name for a text: bytes of its UTF-8 form other than {@code a-z 0-9 . _ -} as {@code %} and two hexadecimal
     * digits, of an unpaired surrogate the three bytes that it would have. So is a dot at the end, which Windows drops, and the
     * first letter of a device's name. What would be too long ends in its hash instead.
     */
    public static String of(String text) {
        StringBuilder encoded = new StringBuilder();
        text.codePoints().forEach(point -> encode(point, encoded));
        String name = usable(encoded.toString());
        return name.length() <= LONGEST ? name : hashed(name);
    }

    private static String usable(String name) {
        return switch (name) {
            case "" -> EMPTY;
            case ".." -> "%2E%2E";
            default -> withoutDevice(withoutDotAtTheEnd(name));
        };
    }

    private static String withoutDevice(String name) {
        return DEVICE.matcher(name).matches() ? percent(name.charAt(0)) + name.substring(1) : name;
    }

    private static String withoutDotAtTheEnd(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) + percent('.') : name;
    }

    private static void encode(int point, StringBuilder name) {
        if (isPlain(point)) {
            name.append((char) point);
        } else if (point <= Character.MAX_VALUE && Character.isSurrogate((char) point)) {
            // UTF-8 has no bytes for it, and Java's encoder a question mark: many texts would share a name
            name.append(percent(0xE0 | (point >> 12)))
                    .append(percent(0x80 | ((point >> 6) & 0x3F)))
                    .append(percent(0x80 | (point & 0x3F)));
        } else {
            for (byte next : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                name.append(percent(next));
            }
        }
    }

    private static String percent(int octet) {
        return "%" + HEX.toHexDigits((byte) octet);
    }

    private static boolean isPlain(int letter) {
        return (letter >= 'a' && letter <= 'z')
                || (letter >= '0' && letter <= '9')
                || letter == '.'
                || letter == '_'
                || letter == '-';
    }

    /** No text is written like this otherwise: after a percent sign there are two hexadecimal digits. */
    private static String hashed(String name) {
        String ending = HASHED + sha256(name);
        return name.substring(0, LONGEST - ending.length()) + ending;
    }

    /** Returns the hash of a text's UTF-8 form, in hexadecimal digits. */
    public static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
