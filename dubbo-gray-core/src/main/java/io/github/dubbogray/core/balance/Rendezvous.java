package io.github.dubbogray.core.balance;

import io.github.dubbogray.core.hash.TextHash;
import java.util.List;

/**
 * Rendezvous hashing, or highest random weight (D. G. Thaler, C. V. Ravishankar: Using Name-Based Mappings to Increase
 * Hit Rates, IEEE/ACM Transactions on Networking 6, 1998), with weights.
 *
 * <p>Key and member together give a fraction u, the same everywhere; the member's clock rings at -ln(u) / weight, and the
 * first to ring owns the key. Such times are exponentially distributed with the weight as their rate, so each member is
 * first in proportion to its weight. The time of a member depends on nobody else: one that leaves loses only the keys
 * that it owned, one that gains weight takes keys and gives none.
 *
 * <p>As -ln(u) is at least 1 - u, most members are seen to be too late without a logarithm. It is the one of
 * {@link StrictMath}, which is the same to the last bit on every platform.
 */
final class Rendezvous {

    /** No text of another use begins with a zero byte, so no key hashes as a sticky key of a split or as a name does. */
    private static final long KEY_SALT =
            TextHash.appendZero(TextHash.append(TextHash.appendZero(TextHash.START), "affinity"));

    private final long[] nameHashes;

    private Rendezvous(long[] nameHashes) {
        this.nameHashes = nameHashes;
    }

    static Rendezvous of(List<String> names) {
        return new Rendezvous(names.stream()
                .mapToLong(name -> TextHash.finish(TextHash.append(TextHash.START, name)))
                .toArray());
    }

    static long keyOf(String text) {
        return TextHash.finish(TextHash.append(KEY_SALT, text));
    }

    /** Returns the member that owns a key, or -1 if no member has a weight and a share. */
    int owner(long key, double[] weights, Share share) {
        int owner = -1;
        double first = Double.POSITIVE_INFINITY;
        for (int i = 0; i < nameHashes.length; i++) {
            double gap = Fraction.of(TextHash.finish(key ^ nameHashes[i])); // 1 - u
            if (gap < first * weights[i]) { // with all of its weight it might be the first
                double weight = weights[i] * share.of(i);
                if (gap < first * weight) {
                    double time = -StrictMath.log(1 - gap) / weight;
                    if (time < first) {
                        first = time;
                        owner = i;
                    }
                }
            }
        }
        return owner;
    }
}
