package io.github.dubbogray.router.health.probe;

import io.github.dubbogray.core.health.ProbingRules;
import java.time.Duration;

/**
 * Which instance is asked what, and how often. Lanes that say the same of an instance have the same answers, and rules that
 * differ in something else change nothing here.
 */
record Course(String address, ProbingRules.By by, Duration initialDelay, Duration period) {

    /** The longest that a probe may take, however long the period. */
    static final Duration LONGEST = Duration.ofSeconds(3);

    static Course of(Target target) {
        ProbingRules rules = target.rules();
        return new Course(target.address(), rules.by(), rules.initialDelay(), rules.period());
    }

    /** Returns how long a probe may take. */
    Duration limit() {
        return period.compareTo(LONGEST) < 0 ? period : LONGEST;
    }
}
