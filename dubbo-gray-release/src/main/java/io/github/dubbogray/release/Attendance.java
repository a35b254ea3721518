package io.github.dubbogray.release;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which consumers are missing in a list and may be back: when Nacos starts anew they register one after the other, and the first
 * of them are not all. For one thread.
 */
final class Attendance {

    /** How long one that is missing is waited for: 30 s of lists without it. */
    static final Duration GRACE = Duration.ofSeconds(30);

    private Set<String> present = Set.of();

    /** Since when, by address. */
    private final Map<String, Long> missing = new HashMap<>();

    /** Takes note of a list, and returns how many are missing in it. */
    int missing(Set<String> addresses, long nowMillis) {
        present.stream()
                .filter(address -> !addresses.contains(address))
                .forEach(address -> missing.putIfAbsent(address, nowMillis));
        missing.keySet().removeAll(addresses);
        missing.values().removeIf(since -> nowMillis - since >= GRACE.toMillis());
        present = Set.copyOf(addresses);
        return missing.size();
    }
}
