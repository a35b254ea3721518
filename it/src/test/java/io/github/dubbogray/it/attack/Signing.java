package io.github.dubbogray.it.attack;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures as {@code docs/entry.md} describes them, made without the library. */
final class Signing {

    private static final long WINDOW_SECONDS = 300;
    private static final long MARGIN_SECONDS = 60;

    private Signing() {}

    /** Returns a signature of now. */
    static String of(String tag) {
        return of(tag, Edge.SECRET, 0);
    }

    /** Returns one whose window has passed. */
    static String expired(String tag) {
        return of(tag, Edge.SECRET, -WINDOW_SECONDS - MARGIN_SECONDS);
    }

    /** Returns what does not hold for a tag, by what it is. */
    static Map<String, String> forgedFor(String tag) {
        String right = of(tag);
        String seconds = right.substring(0, right.indexOf('.'));
        String mac = right.substring(right.indexOf('.') + 1);
        Map<String, String> forged = new LinkedHashMap<>();
        forged.put("garbage", "garbage");
        forged.put("empty", "");
        forged.put("zeros", seconds + "." + "0".repeat(mac.length()));
        forged.put("past its window", expired(tag));
        forged.put("before its window", of(tag, Edge.SECRET, WINDOW_SECONDS + MARGIN_SECONDS));
        forged.put("of another tag", of("stable"));
        forged.put("of another secret", of(tag, "a guess", 0));
        forged.put("with a later time", Long.parseLong(seconds) + 1 + "." + mac);
        forged.put("with a time that overflows", "999999999999" + seconds + "." + mac);
        forged.put("with a leading zero", "0" + right);
        forged.put("with a sign", "+" + right);
        forged.put("with digits of another script", "\u0661" + right.substring(1));
        forged.put("cut", right.substring(0, right.length() - 1));
        forged.put("longer", right + "0");
        forged.put("without time", mac);
        forged.put("of the empty tag", of(""));
        forged.put("of tag and time moved", of(tag + "\n" + seconds));
        return forged;
    }

    private static String of(String tag, String secret, long secondsFromNow) {
        long seconds = System.currentTimeMillis() / 1_000 + secondsFromNow;
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] code = mac.doFinal((tag + "\n" + seconds).getBytes(StandardCharsets.UTF_8));
            return seconds + "." + HexFormat.of().formatHex(code);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
