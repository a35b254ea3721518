package io.github.dubbogray.filter.trust;

import io.github.dubbogray.core.memo.Memo;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs tags with a secret that all services of a chain share, and checks such signatures. A signature is {@code <epoch
 * seconds>.<hex of HMAC-SHA256(secret, tag + "\n" + epoch seconds)>}. It holds for its tag alone and for a limited time,
 * within which whoever sees it can use it again.
 */
public final class TagSignatures {

    /** The attachment and header that a signature travels in, beside its tag. */
    public static final String KEY = "x-gray-signature";

    /** The property that has the secret. */
    public static final String SECRET = "dubbo.gray.entry.secret";

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,12})\\.([0-9a-f]{64})");

    /** How many tags' signatures are kept ready at least; those that nobody needs any more are forgotten first. */
    private static final int READY = 256;

    /** The part of the window after which a tag is signed anew, so that what is sent is good for the rest of it. */
    private static final int RENEWALS = 5;

    private final SecretKeySpec key;
    private final long windowSeconds;
    private final LongSupplier epochSeconds;
    private final Memo<String, Ready> ready = new Memo<>(READY);

    private record Ready(String text, long atSeconds) {}

    private TagSignatures(SecretKeySpec key, long windowSeconds, LongSupplier epochSeconds) {
        this.key = key;
        this.windowSeconds = windowSeconds;
        this.epochSeconds = epochSeconds;
    }

    /**
     * Returns the signatures of a secret.
     *
     * @param windowSeconds how far a signature's time may lie from now, either way
     * @param epochSeconds the clock
     * @throws IllegalArgumentException if the secret is empty
     */
    public static TagSignatures of(String secret, long windowSeconds, LongSupplier epochSeconds) {
        return new TagSignatures(
                new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM), windowSeconds, epochSeconds);
    }

    /** Returns a signature of a tag's text that is good now. The same one for a while, so a call costs a look-up. */
    public String sign(String tag) {
        long now = epochSeconds.getAsLong();
        Ready known = ready.get(tag);
        if (known != null && now >= known.atSeconds() && now - known.atSeconds() < windowSeconds / RENEWALS) {
            return known.text();
        }
        String text = now + "." + HexFormat.of().formatHex(mac(tag, Long.toString(now)));
        ready.put(tag, new Ready(text, now));
        return text;
    }

    /** Returns why a signature does not hold for a tag's text now, a sentence without subject, or null if it does. */
    @Nullable String objectionTo(String tag, @Nullable String signature) {
        if (signature == null) {
            return "it is not signed";
        }
        var parts = SHAPE.matcher(signature);
        if (!parts.matches()) {
            return "its signature is not <epoch seconds>.<64 hexadecimal digits>";
        }
        byte[] given = HexFormat.of().parseHex(parts.group(2));
        if (!MessageDigest.isEqual(given, mac(tag, parts.group(1)))) { // takes the same time wherever they differ
            return "its signature is of another tag or secret";
        }
        long age = epochSeconds.getAsLong() - Long.parseLong(parts.group(1));
        return Math.abs(age) <= windowSeconds ? null : "its signature is more than " + windowSeconds + " s off";
    }

    private byte[] mac(String tag, String seconds) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal((tag + "\n" + seconds).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
