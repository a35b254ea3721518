package io.github.dubbogray.core.release.plan;

import io.github.dubbogray.core.health.Amount;
import io.github.dubbogray.core.health.Span;
import java.time.Duration;

/**
 * How a step is judged.
 *
 * @param source where the figures come from, default the consumers
 * @param every how long from one look at them to the next; 1 s to 10 min, default 10 s
 * @param minCalls no step is proven on fewer gray calls; 1 to 1 000 000, default 200
 * @param falseAlarm with which probability at most a step blames a lane that is as good as stable, in basis points; 1 to
 *     5 000, default 100, which is 1 %
 * @param errorMargin how many failures more than stable's are no harm, in hundredths of a percentage point; 1 to 10 000,
 *     default 50, which is half a point
 * @param slowerThan a call that takes longer is slow; 1 ms to 10 min, default 500 ms
 * @param slowMargin as {@code errorMargin}, for slow calls; default 200, which is two points
 */
public record Analysis(
        Source source,
        Duration every,
        int minCalls,
        int falseAlarm,
        int errorMargin,
        Duration slowerThan,
        int slowMargin) {

    /** What a false alarm may be: 0.01 % to 50 %. */
    public static final Amount FALSE_ALARM = new Amount(1, 5_000);

    /** What a margin may be: 0.01 to 100 points. */
    public static final Amount MARGIN = new Amount(1, 10_000);

    /** How many basis points are everything, and how many hundredths of a point. */
    public static final double WHOLE = 10_000;

    /** What {@code analysis: {}} means. */
    public static final Analysis DEFAULT =
            new Analysis(Source.CONSUMERS, Duration.ofSeconds(10), 200, 100, 50, Duration.ofMillis(500), 200);

    public Analysis {
        require("every", Span.PERIOD.includes(every), every);
        require("minCalls", includes(Amount.CALLS, minCalls), minCalls);
        require("falseAlarm", includes(FALSE_ALARM, falseAlarm), falseAlarm);
        require("errorMargin", includes(MARGIN, errorMargin), errorMargin);
        require("slowerThan", Span.SLOW.includes(slowerThan), slowerThan);
        require("slowMargin", includes(MARGIN, slowMargin), slowMargin);
    }

    private static boolean includes(Amount amount, int value) {
        return amount.least() <= value && value <= amount.most();
    }

    private static void require(String name, boolean isAllowed, Object value) {
        if (!isAllowed) {
            throw new IllegalArgumentException(name + " cannot be " + value);
        }
    }
}
