package io.github.dubbogray.router.release;

import io.github.dubbogray.core.hash.TextHash;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts each sticky key once, by its hash, and each call without one: a user whose calls all fail is one piece of evidence, not
 * a thousand. Past so many keys every call counts: a lane with that many failing users is judged by then, and what is not
 * counted at all would look like health.
 */
final class FirstOfKey {

    /** How many keys are told apart. */
    static final int MOST_KEYS = 20_000;

    private final Set<Long> keys = ConcurrentHashMap.newKeySet();
    private final LongAdder count = new LongAdder();

    void add(@Nullable String key) {
        if (key == null || keys.size() >= MOST_KEYS || keys.add(TextHash.append(TextHash.START, key))) {
            count.increment();
        }
    }

    long sum() {
        return count.sum();
    }
}
