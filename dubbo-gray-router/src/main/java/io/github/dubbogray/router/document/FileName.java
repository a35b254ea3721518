package io.github.dubbogray.router.document;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names of files for texts of any kind. No two texts share one, none leaves its folder, and an ordinary name of an
 * application or namespace is its own.
 */
final class FileName {

    /** In bytes: what file systems allow, less the longest ending that a neighbour of the file has. */
    static final int LONGEST = 255 - LastGoodFile.DAMAGED.length();

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String EMPTY = "%";
    private static final String HASHED = "%sha256-";

    private FileName() {}

    /**
     * Returns the name for a text: bytes of its UTF-8 form other than {@code A-Z a-z 0-9 . _ -} as {@code %} and two
     * hexadecimal digits. What would be too long ends in its hash instead.
     */
    static String of(String text) {
        StringBuilder name = new StringBuilder();
        for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(next)) {
                name.append((char) next);
            } else {
                name.append('%').append(HEX.toHexDigits(next));
            }
        }
        return switch (name.toString()) {
            case "" -> EMPTY;
            case "." -> "%2E";
            case ".." -> "%2E%2E";
            default -> name.length() <= LONGEST ? name.toString() : hashed(name, text);
        };
    }

    private static boolean isPlain(byte letter) {
        return (letter >= 'A' && letter <= 'Z')
                || (letter >= 'a' && letter <= 'z')
                || (letter >= '0' && letter <= '9')
                || letter == '.'
                || letter == '_'
                || letter == '-';
    }

    /** No text is written like this otherwise: after a percent sign there are two hexadecimal digits. */
    private static String hashed(StringBuilder name, String text) {
        String ending = HASHED + sha256(text);
        return name.substring(0, LONGEST - ending.length()) + ending;
    }

    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
