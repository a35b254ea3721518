package io.github.dubbogray.core.rule;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Numbers between two bounds, both included; a bound that is missing does not limit. Numbers are decimal, with or
 * without fraction and exponent, as {@code -1}, {@code 2.50} or {@code 1e3}.
 */
public final class NumberRange {

    /** The longest text that is a number, in characters: longer ones cost too much to compare. */
    static final int MAX_LENGTH = 64;

    private static final int LONGEST_LONG = 18;
    private static final int MAX_EXPONENT = 1_000;
    private static final BigInteger LEAST_LONG = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST_LONG = BigInteger.valueOf(Long.MAX_VALUE);

    private final Optional<BigDecimal> min;
    private final Optional<BigDecimal> max;

    /** The bounds among the whole numbers; whole values are compared with these, which allocates nothing. */
    private final long leastWhole;

    private final long mostWhole;

    private NumberRange(Optional<BigDecimal> min, Optional<BigDecimal> max) {
        this.min = min;
        this.max = max;
        this.leastWhole = min.map(bound -> whole(bound, RoundingMode.CEILING)).orElse(Long.MIN_VALUE);
        this.mostWhole = max.map(bound -> whole(bound, RoundingMode.FLOOR)).orElse(Long.MAX_VALUE);
    }

    /** Returns the range between two bounds; empty if the upper one is below the lower one. */
    public static Optional<NumberRange> of(Optional<BigDecimal> min, Optional<BigDecimal> max) {
        boolean upsideDown = min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0;
        return upsideDown ? Optional.empty() : Optional.of(new NumberRange(min, max));
    }

    /** Reads a number, or returns empty if the text is none. */
    public static Optional<BigDecimal> read(String text) {
        if (!looksLikeNumber(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text)).filter(number -> Math.abs((long) number.scale()) <= MAX_EXPONENT);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Returns the lower bound, if there is one. */
    public Optional<BigDecimal> min() {
        return min;
    }

    /** Returns the upper bound, if there is one. */
    public Optional<BigDecimal> max() {
        return max;
    }

    /** Returns whether a text is a number in this range. */
    public boolean contains(String text) {
        if (isWhole(text)) {
            return contains(Long.parseLong(text));
        }
        Optional<BigDecimal> number = read(text);
        return number.isPresent() && contains(number.get());
    }

    /** Returns whether a whole number is in this range; allocates nothing. */
    private boolean contains(long number) {
        return number >= leastWhole && number <= mostWhole;
    }

    /** Returns whether a number is in this range. */
    private boolean contains(BigDecimal number) {
        return (min.isEmpty() || number.compareTo(min.get()) >= 0)
                && (max.isEmpty() || number.compareTo(max.get()) <= 0);
    }

    /** Returns whether every number of this range is in the other. */
    boolean isWithin(NumberRange other) {
        boolean above = other.min.isEmpty() || (min.isPresent() && min.get().compareTo(other.min.get()) >= 0);
        boolean below = other.max.isEmpty() || (max.isPresent() && max.get().compareTo(other.max.get()) <= 0);
        return above && below;
    }

    String describe() {
        String from = min.map(bound -> "from " + bound).orElse("");
        String to = max.map(bound -> "to " + bound).orElse("");
        return (from + " " + to).strip();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumberRange that && min.equals(that.min) && max.equals(that.max);
    }

    @Override
    public int hashCode() {
        return 31 * min.hashCode() + max.hashCode();
    }

    @Override
    public String toString() {
        return describe();
    }

    private static long whole(BigDecimal bound, RoundingMode rounding) {
        return bound.setScale(0, rounding)
                .toBigInteger()
                .max(LEAST_LONG)
                .min(MOST_LONG)
                .longValueExact();
    }

    /** Returns whether a text is a whole number that {@link Long#parseLong} reads: at most 18 ASCII digits, maybe a minus. */
    public static boolean isWhole(String text) {
        int digits = !text.isEmpty() && text.charAt(0) == '-' ? 1 : 0;
        if (text.length() == digits || text.length() - digits > LONGEST_LONG) {
            return false;
        }
        for (int i = digits; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Keeps texts from {@link BigDecimal} that it would refuse with an exception, or read in another script. */
    private static boolean looksLikeNumber(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && "+-.eE".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
