package io.github.dubbogray.router.release;

import io.github.dubbogray.core.hash.TextHash;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts each sticky key once, by its hash, and each call without one: a user whose calls all fail is one piece of evidence, not
 * a thousand. Once the limit of all lanes is reached none of them counts further: a release with that many failing users is
 * judged by then, and its lanes stay comparable.
 */
final class FirstOfKey {

    private final KeyLimit limit;
    private final Set<Long> keys = ConcurrentHashMap.newKeySet();
    private final LongAdder count = new LongAdder();

    FirstOfKey(KeyLimit limit) {
        this.limit = limit;
    }

    void add(@Nullable String key) {
        if (limit.isReached()) {
            return;
        }
        if (key == null) {
            count.increment();
        } else if (keys.add(TextHash.append(TextHash.START, key))) {
            limit.take();
            count.increment();
        }
    }

    long sum() {
        return count.sum();
    }
}
