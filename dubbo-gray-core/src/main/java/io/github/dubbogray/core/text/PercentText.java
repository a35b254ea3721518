package io.github.dubbogray.core.text;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Percentages as documents spell them. */
public final class PercentText {

    /** Says what a text must be to be read. */
    public static final String RULE = "a percentage from 0% to 100% with up to two decimals";

    private static final Pattern SPELLING = Pattern.compile("\\d{1,3}(\\.\\d{1,2})?%");
    private static final int ALL = 10_000;

    private PercentText() {}

    /** Reads {@code 12.5%} as 1 250 hundredths of a percent; empty for every text that breaks the {@link #RULE}. */
    public static Optional<Integer> read(String text) {
        return Optional.of(text)
                .filter(percent -> SPELLING.matcher(percent).matches())
                .map(percent -> new BigDecimal(percent.substring(0, percent.length() - 1))
                        .movePointRight(2)
                        .intValueExact())
                .filter(points -> points <= ALL);
    }

    /** Returns the spelling of so many hundredths of a percent: {@code 12.5%}. */
    public static String of(int basisPoints) {
        return BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString() + "%";
    }
}
