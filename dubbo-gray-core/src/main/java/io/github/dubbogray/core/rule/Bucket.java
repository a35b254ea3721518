package io.github.dubbogray.core.rule;

/**
 * The bucket of a sticky key: 0 to 9 999, the same in every process and every release of this library.
 *
 * <p>The key is hashed with FNV-1a (64 bit) over the UTF-8 bytes of application, a zero byte, rule id, a zero byte, key,
 * then finished with MurmurHash3's {@code fmix64}, so that near keys fall into far buckets; the bucket is the upper 32
 * bits of the hash scaled to 10 000. Application and rule id salt the hash: two ramps do not pick the same users.
 */
final class Bucket {

    /** How many buckets there are: one a basis point. */
    static final int COUNT = 10_000;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Bucket() {}

    /** Returns the hash state after application and rule id, to start the keys of one rule from. */
    static long salt(String application, String ruleId) {
        long state = step(hash(FNV_OFFSET, application), 0);
        return step(hash(state, ruleId), 0);
    }

    /** Returns the bucket of a key under a salt. Allocates nothing. */
    static int of(long salt, String key) {
        long mixed = fmix64(hash(salt, key));
        return (int) (((mixed >>> 32) * COUNT) >>> 32);
    }

    private static long hash(long start, String text) {
        long state = start;
        int index = 0;
        while (index < text.length()) {
            int point = text.codePointAt(index);
            state = hashUtf8(state, point);
            index += Character.charCount(point);
        }
        return state;
    }

    /** An unpaired surrogate counts as '?', as it does for {@link String#getBytes}. */
    private static long hashUtf8(long state, int point) {
        if (point < 0x80) {
            return step(state, point);
        }
        if (point < 0x800) {
            return step(step(state, 0xC0 | (point >> 6)), continuation(point));
        }
        if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
            return step(state, '?');
        }
        if (point < 0x10000) {
            return step(step(step(state, 0xE0 | (point >> 12)), continuation(point >> 6)), continuation(point));
        }
        long lead = step(step(state, 0xF0 | (point >> 18)), continuation(point >> 12));
        return step(step(lead, continuation(point >> 6)), continuation(point));
    }

    private static int continuation(int bits) {
        return 0x80 | (bits & 0x3F);
    }

    private static long step(long state, int octet) {
        return (state ^ octet) * FNV_PRIME;
    }

    private static long fmix64(long hash) {
        long mixed = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
