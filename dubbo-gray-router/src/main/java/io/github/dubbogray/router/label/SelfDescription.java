package io.github.dubbogray.router.label;

import io.github.dubbogray.core.label.Labels;
import java.util.Map;
import java.util.Optional;

/**
 * What an instance says of itself, beside what the registry makes of it: its own labels as one text under a metadata key
 * that every start names anew, {@code dubbo.gray-own.<milliseconds of the start>}.
 *
 * <p>Nacos lays what an operator stored over every later registration of the same address, key by key. A key that was not
 * there when the operator stored the map passes through, so the newest one is what the running process says.
 */
public final class SelfDescription {

    static final String PREFIX = "dubbo.gray-own.";

    /** Longer ones are left out: Nacos refuses an instance with more than 1 024 characters of metadata. */
    static final int LONGEST = 256;

    private SelfDescription() {}

    /** Returns the metadata that a process started at a time says this with; none if it has no labels, or too many. */
    public static Map<String, String> toMetadata(Labels own, long startedMillis) {
        String text = own.toString();
        return text.isEmpty() || text.length() > LONGEST ? Map.of() : Map.of(PREFIX + startedMillis, text);
    }

    /** Returns what an instance says of itself; empty if it does not say. */
    public static Optional<Labels> in(Map<String, String> metadata) {
        return metadata.entrySet().stream()
                .filter(entry -> startOf(entry.getKey()) >= 0)
                .max(Map.Entry.comparingByKey((a, b) -> Long.compare(startOf(a), startOf(b))))
                .map(newest -> Labels.read(newest.getValue()).labels());
    }

    private static long startOf(String key) {
        if (!key.startsWith(PREFIX)) {
            return -1;
        }
        try {
            return Long.parseLong(key, PREFIX.length(), key.length(), 10);
        } catch (NumberFormatException notOurs) {
            return -1;
        }
    }
}
