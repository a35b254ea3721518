package io.github.dubbogray.filter.trust;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What tags are signed with, 1 to {@value #MOST} texts: the first signs, and what any of them has signed is believed, so that
 * one is replaced by another without a moment in which a service disbelieves its neighbour. Never says what one is.
 */
public final class Secrets {

    /** The property that has them, separated by commas. */
    public static final String PROPERTY = "dubbo.gray.entry.secret";

    /** How many characters one has at least: whoever sees one signed request may try secrets at leisure. */
    static final int SHORTEST = 16;

    /** How many count: two while one is replaced, and all are tried on every forgery. */
    static final int MOST = 4;

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern SEPARATOR = Pattern.compile(",");

    private final List<SecretKeySpec> keys;

    private Secrets(Set<String> texts) {
        this.keys = texts.stream()
                .map(text -> new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), ALGORITHM))
                .toList();
    }

    /**
     * Reads secrets separated by commas; empty if none of them is one.
     *
     * @param problems takes a sentence for each that is none, which names it by its place
     */
    public static Optional<Secrets> read(String text, Consumer<String> problems) {
        Set<String> good = new LinkedHashSet<>();
        String[] parts = SEPARATOR.split(text, -1);
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i].strip();
            String objection = objectionTo(part, good);
            if (objection == null) {
                good.add(part);
            } else {
                problems.accept(
                        PROPERTY + ": secret " + (i + 1) + " of " + parts.length + " " + objection + "; it is left out"
                                + (i == parts.length - 1 && good.isEmpty() ? ", tags are not signed" : ""));
            }
        }
        return good.isEmpty() ? Optional.empty() : Optional.of(new Secrets(good));
    }

    private static @Nullable String objectionTo(String secret, Set<String> before) {
        if (secret.isEmpty()) {
            return "is blank";
        }
        if (secret.length() < SHORTEST) {
            return "has " + secret.length() + " characters, must have at least " + SHORTEST;
        }
        if (before.contains(secret)) {
            return "stands before it already";
        }
        return before.size() == MOST ? "is one too many, at most " + MOST + " count" : null;
    }

    /** Returns the HMAC-SHA256 of a text, by the first. */
    byte[] sign(String text) {
        return mac(keys.get(0), text);
    }

    /** Returns whether one of them has signed a text so. Takes the same time whichever did, and wherever they differ. */
    boolean haveSigned(String text, byte[] signature) {
        boolean any = false;
        for (SecretKeySpec key : keys) {
            any |= MessageDigest.isEqual(signature, mac(key, text));
        }
        return any;
    }

    /** Says where they are and how many, for the log. */
    String describe() {
        return keys.size() == 1 ? PROPERTY : "one of the " + keys.size() + " secrets of " + PROPERTY;
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
