package io.github.dubbogray.router.release;

import io.github.dubbogray.core.release.count.LaneCounts;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What is counted of one lane. Any thread may count; a reading in between may miss the newest. */
final class LaneTally {

    private final LongAdder calls = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder slow = new LongAdder();
    private final FirstOfKey failedKeys;
    private final FirstOfKey slowKeys;

    LaneTally(KeyLimit failed, KeyLimit slow) {
        this.failedKeys = new FirstOfKey(failed);
        this.slowKeys = new FirstOfKey(slow);
    }

    void called() {
        calls.increment();
    }

    void failed(@Nullable String key) {
        failures.increment();
        failedKeys.add(key);
    }

    void slow(@Nullable String key) {
        slow.increment();
        slowKeys.add(key);
    }

    LaneCounts counts() {
        long failed = failures.sum(); // before the calls, so that there are never more failures than calls
        long slowOnes = slow.sum();
        return new LaneCounts(
                Math.max(calls.sum(), Math.max(failed, slowOnes)),
                new LaneCounts.Of(failed, Math.min(failed, failedKeys.sum())),
                new LaneCounts.Of(slowOnes, Math.min(slowOnes, slowKeys.sum())));
    }
}
