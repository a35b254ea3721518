package io.github.dubbogray.core.rule.index;

import io.github.dubbogray.core.rule.NumberRange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Guards that want a value to be a number between two bounds. All bounds in order divide the numbers into stretches: those
 * before the first bound, the bound itself, those up to the next one, and so on. All numbers of a stretch are in the same
 * ranges.
 */
final class RangeLookup implements Lookup {

    /** In order, without zeros at the end of a fraction. */
    private final BigDecimal[] bounds;

    /** The greatest whole number that is not above each bound. */
    private final long[] floors;

    /** By stretch: that below bound {@code i} has number {@code 2 i}, the bound itself {@code 2 i + 1}. */
    private final int[] numbers;

    private RangeLookup(BigDecimal[] bounds, int[] numbers) {
        this.bounds = bounds;
        this.floors = Arrays.stream(bounds).mapToLong(RangeLookup::floor).toArray();
        this.numbers = numbers;
    }

    @Override
    public int find(String value) {
        if (NumberRange.isWhole(value)) {
            return numbers[stretch(Long.parseLong(value))];
        }
        Optional<BigDecimal> number = NumberRange.read(value);
        return number.isPresent() ? numbers[stretch(number.get(), bounds)] : RuleSets.NONE;
    }

    /** Several bounds may have one floor; of these, only the first can be whole. */
    private int stretch(long number) {
        int begin = 0;
        int behind = floors.length;
        while (begin < behind) {
            int middle = (begin + behind) >>> 1;
            if (floors[middle] < number) {
                begin = middle + 1;
            } else {
                behind = middle;
            }
        }
        boolean isBound = begin < floors.length && floors[begin] == number && bounds[begin].scale() <= 0;
        return isBound ? 2 * begin + 1 : 2 * begin;
    }

    private static int stretch(BigDecimal number, BigDecimal[] bounds) {
        int position = Arrays.binarySearch(bounds, number);
        return position >= 0 ? 2 * position + 1 : 2 * (-position - 1);
    }

    /** Whole values have 18 digits at most: what is beyond is beyond them all. */
    private static long floor(BigDecimal bound) {
        BigDecimal limit = BigDecimal.valueOf(Long.MAX_VALUE);
        return bound.max(limit.negate())
                .min(limit)
                .setScale(0, RoundingMode.FLOOR)
                .longValueExact();
    }

    /** Collects the ranges. */
    static final class Builder {

        private final List<Guarded> ranges = new ArrayList<>();

        private record Guarded(NumberRange range, int rule) {}

        void add(NumberRange range, int rule) {
            ranges.add(new Guarded(range, rule));
        }

        boolean isEmpty() {
            return ranges.isEmpty();
        }

        /** Goes through the stretches once, taking rules in where their range begins, and out behind its end. */
        RangeLookup build(RuleSets.Builder numbers) {
            BigDecimal[] bounds = bounds();
            int stretches = 2 * bounds.length + 1;
            List<List<Integer>> turns = new ArrayList<>();
            for (int i = 0; i <= stretches; i++) {
                turns.add(new ArrayList<>(0));
            }
            for (Guarded guarded : ranges) {
                NumberRange range = guarded.range();
                turns.get(range.min().map(min -> stretch(min, bounds)).orElse(0))
                        .add(guarded.rule());
                turns.get(range.max().map(max -> stretch(max, bounds) + 1).orElse(stretches))
                        .add(guarded.rule());
            }
            long[] in = new long[RuleSet.BLOCK];
            int[] found = new int[stretches];
            for (int i = 0; i < stretches; i++) {
                turns.get(i).forEach(rule -> in[rule / RuleSet.BLOCK] ^= RuleSet.bit(rule));
                found[i] = i > 0 && turns.get(i).isEmpty() ? found[i - 1] : numbers.numberOf(RuleSet.ofWords(in));
            }
            return new RangeLookup(bounds, found);
        }

        /** In order; bounds that are equal as numbers once. */
        private BigDecimal[] bounds() {
            return ranges.stream()
                    .flatMap(guarded -> Stream.concat(guarded.range().min().stream(), guarded.range().max().stream()))
                    .map(BigDecimal::stripTrailingZeros)
                    .sorted()
                    .distinct()
                    .toArray(BigDecimal[]::new);
        }
    }
}
