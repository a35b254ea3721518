package io.github.dubbogray.filter.trust;

import io.github.dubbogray.core.memo.Memo;
import java.util.HexFormat;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Signs tags with the first of the secrets that all services of a chain share, and checks signatures by all of them. A
 * signature is {@code <epoch seconds>.<hex of HMAC-SHA256(secret, tag + "\n" + epoch seconds)>}. It holds for its tag alone
 * and for a limited time, within which whoever sees it can use it again.
 */
public final class TagSignatures {

    /** The attachment and header that a signature travels in, beside its tag. */
    public static final String KEY = "x-gray-signature";

    private static final Pattern SHAPE = Pattern.compile("(\\d{1,12})\\.([0-9a-f]{64})");

    /** How many tags' signatures are kept ready at least; those that nobody needs any more are forgotten first. */
    private static final int READY = 256;

    /** The part of the window after which a tag is signed anew, so that what is sent is good for the rest of it. */
    private static final int RENEWALS = 5;

    private final Secrets secrets;
    private final long windowSeconds;
    private final LongSupplier epochSeconds;
    private final Memo<String, Ready> ready = new Memo<>(READY);

    private record Ready(String text, long atSeconds) {}

    private TagSignatures(Secrets secrets, long windowSeconds, LongSupplier epochSeconds) {
        this.secrets = secrets;
        this.windowSeconds = windowSeconds;
        this.epochSeconds = epochSeconds;
    }

    /**
     * Returns the signatures of some secrets.
     *
     * @param windowSeconds how far a signature's time may lie from now, either way
     * @param epochSeconds the clock
     */
    public static TagSignatures of(Secrets secrets, long windowSeconds, LongSupplier epochSeconds) {
        return new TagSignatures(secrets, windowSeconds, epochSeconds);
    }

    /** Returns a signature of a tag's text that is good now. The same one for a while, so a call costs a look-up. */
    public String sign(String tag) {
        long now = epochSeconds.getAsLong();
        Ready known = ready.get(tag);
        if (known != null && now >= known.atSeconds() && now - known.atSeconds() < windowSeconds / RENEWALS) {
            return known.text();
        }
        String text = now + "." + HexFormat.of().formatHex(secrets.sign(signed(tag, Long.toString(now))));
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
        if (!secrets.haveSigned(signed(tag, parts.group(1)), given)) {
            return "its signature is of another tag or secret";
        }
        long age = epochSeconds.getAsLong() - Long.parseLong(parts.group(1));
        return Math.abs(age) <= windowSeconds ? null : "its signature is more than " + windowSeconds + " s off";
    }

    /** Says what they are made with, for the log. */
    String describe() {
        return secrets.describe();
    }

    private static String signed(String tag, String seconds) {
        return tag + "\n" + seconds;
    }
}
