package io.github.dubbogray.observability.qos;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers for people. */
final class Numbers {

    private Numbers() {}

    /** Returns a number with at most three places behind the point, none that are zero: {@code 1}, {@code 0.333}. */
    static String text(double number) {
        return Double.isFinite(number)
                ? new BigDecimal(number)
                        .setScale(3, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString()
                : "unknown";
    }
}
