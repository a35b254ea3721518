package io.github.dubbogray.router.call;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.Invoker;

/**
 * Instances that came to a list after its first ones, each from then until it has answered well. Whoever was there before is none:
 * nobody knows since when. Any thread may tell and ask.
 */
public final class Arrivals {

    /** Of an arrival that has served: another list may still be told of it. */
    private static final Long SERVED = Long.MIN_VALUE;

    private final LongSupplier nanoTime;

    /** When those came that are still there, by address. */
    private final Map<String, Long> since = new ConcurrentHashMap<>();

    /** How many of them have not served yet. */
    private final AtomicInteger waiting = new AtomicInteger();

    /** Nobody came yet. */
    public Arrivals(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Takes note that a list has become another one. A list costs as much as it is long.
     *
     * @param before its instances until now; none of those that a first list has is an arrival
     * @param after its instances from now on
     */
    public <T> void changed(List<Invoker<T>> before, List<Invoker<T>> after) {
        Set<String> there = addresses(after);
        Set<String> known = addresses(before);
        known.stream().filter(address -> !there.contains(address)).forEach(this::gone);
        if (!known.isEmpty()) {
            there.stream().filter(address -> !known.contains(address)).forEach(this::came);
        }
    }

    private static <T> Set<String> addresses(List<Invoker<T>> instances) {
        return instances.stream().map(invoker -> invoker.getUrl().getAddress()).collect(Collectors.toSet());
    }

    private void came(String address) {
        if (since.putIfAbsent(address, nanoTime.getAsLong()) == null) {
            waiting.incrementAndGet();
        }
    }

    private void gone(String address) {
        Long was = since.remove(address);
        if (was != null && !was.equals(SERVED)) {
            waiting.decrementAndGet();
        }
    }

    /** Returns whether any is still to answer. One read. */
    boolean areAwaited() {
        return waiting.get() > 0;
    }

    /**
     * Takes note that an instance has answered well.
     *
     * @return how long after it came, in nanoseconds, if this is its first good answer
     */
    OptionalLong served(URL instance) {
        String address = instance.getAddress();
        Long came = since.get(address);
        if (came == null || came.equals(SERVED) || !since.replace(address, came, SERVED)) {
            return OptionalLong.empty();
        }
        waiting.decrementAndGet();
        return OptionalLong.of(nanoTime.getAsLong() - came);
    }
}
