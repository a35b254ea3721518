package io.github.dubbogray.grayctl.release;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times and spans of time for people. */
final class Spans {

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    private Spans() {}

    /** Says a span of time in at most two units: {@code 1h 5m}, {@code 3m 20s}, {@code 12s}. */
    static String of(long millis) {
        long rest = Math.max(0, millis);
        if (rest >= HOUR) {
            return two(rest / HOUR, "h", rest % HOUR / MINUTE, "m");
        }
        return rest >= MINUTE
                ? two(rest / MINUTE, "m", rest % MINUTE / SECOND, "s")
                : (rest + SECOND / 2) / SECOND + "s";
    }

    private static String two(long great, String unit, long small, String smallUnit) {
        return great + unit + (small == 0 ? "" : " " + small + smallUnit);
    }

    /** Says a moment in UTC, to the second. */
    static String moment(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
