package io.github.dubbogray.core.rule.index;

import io.github.dubbogray.core.rule.Letters;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Guards that want a value to begin with a text, or to end with one. The texts stand in order, so those that agree with a
 * value so far stand together; letter by letter they become fewer. A text's set has the rules of the texts that it begins
 * with itself, so that the longest one that agrees has them all.
 *
 * <p>Where case does not count, a few values too many pass, of letters that are two {@code char}s long.
 */
final class AffixLookup implements Lookup {

    private final Order order;
    private final String[] texts;
    private final int[] numbers;

    private AffixLookup(Order order, String[] texts, int[] numbers) {
        this.order = order;
        this.texts = texts;
        this.numbers = numbers;
    }

    /** Which end of a value a text is at. */
    private enum End {
        FRONT,
        BACK
    }

    /** How texts are gone through, and whether case counts. */
    private record Order(End end, Letters letters) {

        /** Returns a letter of a text, counted from the end; letters that count as the same are. */
        char letter(int number, String text) {
            char letter = text.charAt(end == End.FRONT ? number : text.length() - 1 - number);
            return letters == Letters.EXACT ? letter : folded(letter);
        }

        /** Compares texts letter by letter; a text stands before those that it is an affix of. */
        int compare(String a, String b) {
            int common = Math.min(a.length(), b.length());
            for (int number = 0; number < common; number++) {
                int byLetter = Character.compare(letter(number, a), letter(number, b));
                if (byLetter != 0) {
                    return byLetter;
                }
            }
            return Integer.compare(a.length(), b.length());
        }

        /** Returns whether a text is an affix of another, of which letters before one are known to agree. */
        boolean isAt(String text, String value, int known) {
            if (text.length() > value.length()) {
                return false;
            }
            for (int number = known; number < text.length(); number++) {
                if (letter(number, text) != letter(number, value)) {
                    return false;
                }
            }
            return true;
        }

        /** As strings compare; halves of letters that are two long, which they compare by both, all count as the same. */
        private static char folded(char letter) {
            return Character.isSurrogate(letter)
                    ? Character.MIN_SURROGATE
                    : Character.toLowerCase(Character.toUpperCase(letter));
        }
    }

    @Override
    public int find(String value) {
        int found = RuleSets.NONE;
        int from = 0;
        int to = texts.length;
        for (int letters = 0; from < to; letters++) {
            if (to - from == 1) {
                return order.isAt(texts[from], value, letters) ? numbers[from] : found;
            }
            if (texts[from].length() == letters) {
                found = numbers[from++];
            }
            if (letters == value.length()) {
                return found;
            }
            char letter = order.letter(letters, value);
            char least = order.letter(letters, texts[from]);
            char greatest = order.letter(letters, texts[to - 1]);
            if (letter < least || letter > greatest) {
                return found;
            }
            if (least != greatest) {
                from = firstFrom(letter, letters, from, to);
                to = firstFrom(letter + 1, letters, from, to);
            }
        }
        return found;
    }

    /** Returns the first position between two whose text has this letter, or a greater one, at a place. */
    private int firstFrom(int letter, int place, int from, int to) {
        int begin = from;
        int behind = to;
        while (begin < behind) {
            int middle = (begin + behind) >>> 1;
            if (order.letter(place, texts[middle]) < letter) {
                begin = middle + 1;
            } else {
                behind = middle;
            }
        }
        return begin;
    }

    /** Collects the texts. */
    static final class Builder {

        private final Order order;
        private final Map<String, RuleSet> sets;

        private Builder(Order order) {
            this.order = order;
            this.sets = new TreeMap<>(order::compare);
        }

        static Builder ofPrefixes(Letters letters) {
            return new Builder(new Order(End.FRONT, letters));
        }

        static Builder ofSuffixes(Letters letters) {
            return new Builder(new Order(End.BACK, letters));
        }

        void add(String text, RuleSet rule) {
            sets.merge(text, rule, RuleSet::with);
        }

        AffixLookup build(RuleSets.Builder numbers) {
            String[] texts = sets.keySet().toArray(String[]::new);
            RuleSet[] found = sets.values().toArray(RuleSet[]::new);
            int[] shorter = new int[texts.length]; // where the longest text stands that is an affix of this one, or -1
            for (int i = 0; i < texts.length; i++) {
                shorter[i] = i - 1;
                while (shorter[i] >= 0 && !order.isAt(texts[shorter[i]], texts[i], 0)) {
                    shorter[i] = shorter[shorter[i]];
                }
                found[i] = shorter[i] < 0 ? found[i] : found[i].with(found[shorter[i]]);
            }
            return new AffixLookup(
                    order,
                    texts,
                    Arrays.stream(found).mapToInt(numbers::numberOf).toArray());
        }
    }
}
