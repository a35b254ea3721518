package io.github.dubbogray.core.text;

import java.math.BigDecimal;

/** Percentages as documents spell them. */
public final class PercentText {

    private PercentText() {}

    /** Returns the spelling of so many hundredths of a percent: {@code 12.5%}. */
    public static String of(int basisPoints) {
        return BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString() + "%";
    }
}
