package io.github.dubbogray.core.hash;

/**
 * The hash of texts, one after the other: FNV-1a (64 bit) over their UTF-8 bytes, finished with MurmurHash3's
 * {@code fmix64}, so that near texts get far hashes. What is hashed first salts what follows. Allocates nothing.
 */
public final class TextHash {

    /** The state before the first text. */
    public static final long START = 0xcbf29ce484222325L;

    private static final long FNV_PRIME = 0x100000001b3L;

    private TextHash() {}

    /** Returns the state after a text that follows a state. */
    public static long append(long state, String text) {
        long next = state;
        int index = 0;
        while (index < text.length()) {
            int point = text.codePointAt(index);
            next = appendUtf8(next, point);
            index += Character.charCount(point);
        }
        return next;
    }

    /** Returns the state after a zero byte that follows a state: it keeps two texts apart. */
    public static long appendZero(long state) {
        return step(state, 0);
    }

    /** Returns the hash that a state stands for, every bit of it depending on every bit of the state. */
    public static long finish(long state) {
        long mixed = (state ^ (state >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }

    /** An unpaired surrogate counts as '?', as it does for {@link String#getBytes}. */
    private static long appendUtf8(long state, int point) {
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
}
