package io.github.dubbogray.core.rule;

import io.github.dubbogray.core.hash.TextHash;

/**
 * The bucket of a sticky key: 0 to 9 999, the same in every process and every release of this library.
 *
 * <p>What is hashed, see {@link TextHash}, is application, a zero byte, rule id, a zero byte, key; the bucket is the
 * upper 32 bits of the hash scaled to 10 000. Application and rule id salt the hash: two ramps do not pick the same
 * users. For the return of a lane, its name stands behind one more zero byte in place of the rule's id, which is never
 * empty: a lane and a rule of one name do not pick the same users either.
 */
public final class Bucket {

    /** How many buckets there are: one a basis point. */
    public static final int COUNT = 10_000;

    private Bucket() {}

    /** Returns the hash state after application and rule id, to start the keys of one rule from. */
    public static long salt(String application, String ruleId) {
        long state = TextHash.appendZero(TextHash.append(TextHash.START, application));
        return TextHash.appendZero(TextHash.append(state, ruleId));
    }

    /** Returns the hash state to start the keys of a lane's return from. */
    public static long saltOfReturn(String application, String lane) {
        return TextHash.appendZero(TextHash.append(salt(application, ""), lane));
    }

    /** Returns the bucket of a key under a salt. Allocates nothing. */
    public static int of(long salt, String key) {
        long hash = TextHash.finish(TextHash.append(salt, key));
        return (int) (((hash >>> 32) * COUNT) >>> 32);
    }
}
