package io.github.dubbogray.core.rule.regex;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What an expression can cost at most when it is compiled, told before that: RE2/J writes repetitions out, so {@code
 * ((a{1000}){1000}){1000}} would fill the memory.
 *
 * <p>It looks at the bare characters and does not know what is quoted, escaped or in a class, so there is no way to hide
 * something from it: what looks like a repetition counts as one. A repetition multiplies a group only behind {@code )},
 * or behind the {@code E} of an empty quotation; anywhere else it repeats one character or class. All that could multiply
 * groups multiplies everything, as if each group were inside the next.
 *
 * @param instructions no compiled expression has more
 * @param tables the work of Unicode classes, and of ranges whose letters are folded one by one, in instructions
 * @param endless whether folding letters may never end
 */
record RegexCost(long instructions, long tables, boolean endless) {

    /** What is certainly too large; keeps the products in range. */
    static final long LIMIT = 1L << 31;

    /** How much a Unicode class such as {@code \pL} counts: it is a table of some hundred ranges. */
    private static final int UNICODE_CLASS = 40;

    /** How many folded characters count as one instruction. */
    private static final int FOLDED = 50;

    /** A character takes an instruction, and one more if it may be left out. */
    private static final int OF_CHARACTER = 2;

    /** Returns the cost of an expression, with or without upper and lower case letters being the same. */
    static RegexCost of(String text, boolean ignoringCase) {
        Folding folding = Folding.in(text, ignoringCase);
        return new RegexCost(
                instructions(text),
                Math.min(LIMIT, (long) UNICODE_CLASS * unicodeClasses(text) + folding.characters() / FOLDED),
                folding.endless());
    }

    private static long instructions(String text) {
        long single = 4;
        long groups = 1;
        for (int i = 0; i < text.length(); i++) {
            single += OF_CHARACTER;
            if (text.charAt(i) == '{') {
                long times = timesAt(text, i + 1);
                if (mayRepeatGroup(text, i)) {
                    groups = Math.min(LIMIT, groups * times);
                } else {
                    single = Math.min(LIMIT, single + OF_CHARACTER * times);
                }
            }
        }
        return Math.min(LIMIT, single * groups);
    }

    private static boolean mayRepeatGroup(String text, int brace) {
        return brace > 0 && (text.charAt(brace - 1) == ')' || text.charAt(brace - 1) == 'E');
    }

    /** Returns the most that <code>n}</code>, <code>n,}</code> or <code>n,m}</code> repeats; 1 for anything else. */
    private static long timesAt(String text, int begin) {
        long[] numbers = {0, 0};
        int at = 0;
        for (int i = begin; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                numbers[at] = Math.min(LIMIT, numbers[at] * 10 + c - '0');
            } else if (c == ',' && at == 0) {
                at = 1;
            } else if (c == '}') {
                return Math.max(1, Math.max(numbers[0] + at, numbers[1]));
            } else {
                return 1;
            }
        }
        return 1;
    }

    private static long unicodeClasses(String text) {
        long found = 0;
        for (int i = text.indexOf('\\'); i >= 0 && i + 1 < text.length(); i = text.indexOf('\\', i + 1)) {
            char kind = text.charAt(i + 1);
            found += kind == 'p' || kind == 'P' ? 1 : 0;
        }
        return found;
    }

    /**
     * What folding letters takes. RE2/J walks through every character of a range, and from each to the next letter that is
     * the same until it is back; from some letters (U+1C80 in Unicode 9) it never comes back.
     *
     * @param characters how many it walks through at most
     */
    private record Folding(long characters, boolean endless) {

        private static final int FIRST = 'A';

        /** The last character that RE2/J folds. */
        private static final int LAST = 0x1044F;

        /** Letters of three or more that are the same, for which RE2/J has a table. */
        private static final int[] KNOWN = {
            0xB5, 0x130, 0x131, 0x17F, 0x1C5, 0x1C8, 0x1CB, 0x1F2, 0x345, 0x3C2, 0x3D0, 0x3D1, 0x3D5, 0x3D6, 0x3F0,
            0x3F1, 0x3F4, 0x3F5, 0x1E9B, 0x1E9E, 0x1FBE, 0x2126, 0x212A, 0x212B
        };

        /** The letters from which it does not come back, in order; depends on the platform's Unicode. */
        private static final int[] ENDLESS = IntStream.rangeClosed(FIRST, LAST)
                .filter(letter -> !comesBack(letter))
                .toArray();

        /** Ignoring case may be asked for in the text too: {@code (?i)}, {@code (?s-i:…)}. */
        static Folding in(String text, boolean ignoringCase) {
            Folding folding = new Folding(0, false);
            if (!ignoringCase && !asksForFolding(text)) {
                return folding;
            }
            int before = 0;
            int last = 0;
            for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
                int point = text.charAt(i) == '\\' ? hexadecimalAt(text, i) : text.codePointAt(i);
                if (point >= 0x80) {
                    int from = last == '-' ? before < 0x80 ? FIRST : before : point;
                    folding = folding.plus(Math.max(from, FIRST), Math.min(point, LAST));
                }
                before = last;
                last = text.codePointAt(i);
            }
            return folding;
        }

        private Folding plus(int from, int to) {
            if (from > to) {
                return this;
            }
            int next = Arrays.binarySearch(ENDLESS, from);
            int at = next < 0 ? -next - 1 : next;
            return new Folding(characters + to - from + 1, endless || (at < ENDLESS.length && ENDLESS[at] <= to));
        }

        private static boolean asksForFolding(String text) {
            for (int i = text.indexOf("(?"); i >= 0; i = text.indexOf("(?", i + 1)) {
                int at = i + 2;
                while (at < text.length() && "imsU-".indexOf(text.charAt(at)) >= 0) {
                    if (text.charAt(at++) == 'i') {
                        return true;
                    }
                }
            }
            return false;
        }

        /** Returns the character that <code>\x{…}</code> or {@code \xHH} names, or 0. */
        private static int hexadecimalAt(String text, int backslash) {
            if (!text.startsWith("x", backslash + 1)) {
                return 0;
            }
            boolean braced = text.startsWith("{", backslash + 2);
            int begin = backslash + (braced ? 3 : 2);
            int point = 0;
            for (int i = begin; i < text.length() && (braced || i < begin + 2); i++) {
                int digit = Character.digit(text.charAt(i), 16);
                if (digit < 0) {
                    break;
                }
                point = Math.min(Character.MAX_CODE_POINT, 16 * point + digit);
            }
            return point;
        }

        private static boolean comesBack(int letter) {
            int lower = Character.toLowerCase(letter);
            int upper = Character.toUpperCase(letter);
            boolean alone = lower == letter && upper == letter;
            boolean pair =
                    lower != letter ? Character.toUpperCase(lower) == letter : Character.toLowerCase(upper) == letter;
            return alone || pair || Arrays.binarySearch(KNOWN, letter) >= 0;
        }
    }
}
