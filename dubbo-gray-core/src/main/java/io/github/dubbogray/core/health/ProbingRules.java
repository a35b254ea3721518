package io.github.dubbogray.core.health;

import java.time.Duration;

/**
 * How the instances of a lane are probed beside their calls. So many probes in a row without an answer take an instance
 * out, within the cap of its lane; one answer brings it back.
 *
 * @param by what a probe is
 * @param initialDelay from when an instance is known to its first probe; up to 10 min, default 30 s
 * @param period from one probe to the next; 1 s to 10 min, default 10 s
 * @param failures how many probes in a row; 1 to 1 000, default 3
 */
public record ProbingRules(By by, Duration initialDelay, Duration period, int failures) {

    /** What {@code probing: {}} means. */
    public static final ProbingRules DEFAULT =
            new ProbingRules(By.ECHO, Duration.ofSeconds(30), Duration.ofSeconds(10), 3);

    /** What a probe is. */
    public enum By {
        /** A call of Dubbo's echo service. */
        ECHO,
        /** A TCP connection, made and closed. */
        TCP
    }

    public ProbingRules {
        Span.DELAY.require("initialDelay", initialDelay);
        Span.PERIOD.require("period", period);
        Amount.IN_A_ROW.require("failures", failures);
    }
}
