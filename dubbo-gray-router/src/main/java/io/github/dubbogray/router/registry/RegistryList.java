package io.github.dubbogray.router.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What one registry lists of a service, and whom it does not list although that one may be about to be back. Not safe for
 * several threads.
 */
final class RegistryList {

    /** The longest that somebody is kept, should the registry list nobody for so long: it may be that nobody is there. */
    static final long MOST_KEPT_NANOS = TimeUnit.MINUTES.toNanos(5);

    /** How much later than a naming client of ours Dubbo's own may be told the same. */
    static final long BEHIND_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final String REVISION = "dubbo.metadata.revision";

    private final Settling settling;
    private final LongSupplier nanoTime;
    private final Map<String, Missing> missing = new HashMap<>();
    private List<RegisteredInstance> listed = List.of();
    private Map<String, RegisteredInstance> byAddress = Map.of();

    /** The connection's, over which the list came. */
    private long number;

    /** When the first list came over that connection. */
    private long freshNanos;

    /**
     * Somebody who went missing while the registry settled.
     *
     * @param firstNanos when, or when the registry was last away, which says nothing of anybody
     * @param sinceNanos the same, or when the registry last listed nobody
     */
    private record Missing(long firstNanos, long sinceNanos) {

        private boolean isKeptAt(long nanos) {
            return nanos - sinceNanos <= Settling.NANOS && nanos - firstNanos <= MOST_KEPT_NANOS;
        }
    }

    /** Begins without a list. */
    RegistryList(Settling settling, LongSupplier nanoTime) {
        this.settling = settling;
        this.nanoTime = nanoTime;
    }

    List<RegisteredInstance> listed() {
        return listed;
    }

    /** Takes over what the registry lists now. */
    void take(List<RegisteredInstance> list) {
        long now = nanoTime.getAsLong();
        Map<String, RegisteredInstance> next = LiveInstances.byAddress(list);
        if (settling.isOn()) {
            byAddress.keySet().forEach(address -> missing.putIfAbsent(address, new Missing(now, now)));
        }
        missing.keySet().removeAll(next.keySet());
        listed = List.copyOf(list);
        byAddress = next;
        if (number != settling.number()) {
            number = settling.number();
            freshNanos = now;
        }
    }

    /** Lets go of whoever was kept long enough; returns whether that is somebody. */
    boolean step() {
        long now = nanoTime.getAsLong();
        if (!settling.isConnected()) {
            missing.replaceAll((address, instance) -> new Missing(now, now));
        } else if (listed.isEmpty()) {
            missing.replaceAll((address, instance) -> new Missing(instance.firstNanos(), now));
        }
        return missing.values().removeIf(instance -> !instance.isKeptAt(now));
    }

    /** Returns whether somebody is not listed and may be about to be back. */
    boolean isMissing(String address) {
        return missing.containsKey(address);
    }

    /**
     * Returns whether somebody whom Dubbo is not told of may be about to be told of again: as this list does not have him
     * yet, or as it is not the one that Dubbo was told of.
     *
     * @param revision of the metadata that Dubbo knows of him; of another one, he may serve something else by now
     */
    boolean isKept(String address, String revision) {
        RegisteredInstance present = byAddress.get(address);
        if (present == null) {
            return isMissing(address);
        }
        return settling.isOn()
                && isBehind()
                && (revision.isEmpty() || revision.equals(present.metadata().getOrDefault(REVISION, revision)));
    }

    /** Of before a loss, or so new that Dubbo may have another one. */
    private boolean isBehind() {
        return number != settling.number() || nanoTime.getAsLong() - freshNanos <= BEHIND_NANOS;
    }

    /** Returns the revision that a registry has of an instance's metadata; empty where it has none. */
    static String revisionIn(Map<String, String> metadata) {
        return metadata.getOrDefault(REVISION, "");
    }
}
