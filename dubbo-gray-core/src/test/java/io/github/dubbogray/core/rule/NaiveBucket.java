package io.github.dubbogray.core.rule;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** The bucket as its definition says it, slowly: over the bytes of one string and with big numbers. */
public final class NaiveBucket {

    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);
    private static final BigInteger FNV_OFFSET = new BigInteger("14695981039346656037");
    private static final BigInteger FNV_PRIME = new BigInteger("1099511628211");
    private static final BigInteger MIX_1 = new BigInteger("ff51afd7ed558ccd", 16);
    private static final BigInteger MIX_2 = new BigInteger("c4ceb9fe1a85ec53", 16);

    private NaiveBucket() {}

    /** Returns the bucket of a key under a rule of an application. */
    public static int of(String application, String ruleId, String key) {
        BigInteger hash = FNV_OFFSET;
        for (byte octet : (application + "\0" + ruleId + "\0" + key).getBytes(StandardCharsets.UTF_8)) {
            hash = hash.xor(BigInteger.valueOf(octet & 0xFF))
                    .multiply(FNV_PRIME)
                    .mod(TWO_TO_64);
        }
        hash = hash.xor(hash.shiftRight(33)).multiply(MIX_1).mod(TWO_TO_64);
        hash = hash.xor(hash.shiftRight(33)).multiply(MIX_2).mod(TWO_TO_64);
        hash = hash.xor(hash.shiftRight(33));
        return hash.shiftRight(32)
                .multiply(BigInteger.valueOf(10_000))
                .shiftRight(32)
                .intValueExact();
    }
}
