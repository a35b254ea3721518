package io.github.dubbogray.router.call;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.Invoker;

/**
 * Instances that came to a list after its first ones, each from then until it has answered well. Whoever was there before is none:
 * nobody knows since when. Any thread may tell and ask.
 */
public final class Arrivals {

    private final LongSupplier nanoTime;

    /** Those that some list still has, by address; written under this. */
    private final Map<String, Arrival> arrivals = new ConcurrentHashMap<>();

    /** How many of them have not served yet. */
    private final AtomicInteger waiting = new AtomicInteger();

    /** Nobody came yet. */
    public Arrivals(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** An instance that came. */
    private static final class Arrival {

        private final long since;

        /** The lists that have it; guarded by the arrivals. */
        private final Set<Object> lists = Collections.newSetFromMap(new IdentityHashMap<>());

        /** Whether it has served, or left before it did. */
        private final AtomicBoolean isOver = new AtomicBoolean();

        Arrival(long since) {
            this.since = since;
        }

        /** Returns whether this ended the wait for it; for one caller it does. */
        boolean end() {
            return !isOver.getAndSet(true);
        }
    }

    /**
     * Takes note that a list has become another one. It costs as much as the list is long.
     *
     * @param list whose instances they are: an instance is there as long as some list has it
     * @param before its instances until now; none of those that a first list has is an arrival
     * @param after its instances from now on
     */
    public synchronized <T> void changed(Object list, List<Invoker<T>> before, List<Invoker<T>> after) {
        Map<String, Stay> known = new HashMap<>(2 * before.size());
        before.forEach(invoker -> known.put(invoker.getUrl().getAddress(), Stay.LEFT));
        Set<String> came = new LinkedHashSet<>();
        for (Invoker<T> invoker : after) {
            String address = invoker.getUrl().getAddress();
            if (known.replace(address, Stay.STAYED) == null) {
                came.add(address);
            }
        }
        known.forEach((address, stay) -> {
            if (stay == Stay.LEFT) {
                left(list, address);
            }
        });
        came.forEach(address -> came(list, address, !before.isEmpty()));
    }

    /** Whether an instance of the list before is in the one after it. */
    private enum Stay {
        LEFT,
        STAYED
    }

    private void came(Object list, String address, boolean isLater) {
        Arrival there = arrivals.get(address);
        if (there != null) {
            there.lists.add(list);
        } else if (isLater) {
            Arrival arrival = new Arrival(nanoTime.getAsLong());
            arrival.lists.add(list);
            arrivals.put(address, arrival);
            waiting.incrementAndGet();
        }
    }

    private void left(Object list, String address) {
        Arrival arrival = arrivals.get(address);
        if (arrival != null && arrival.lists.remove(list) && arrival.lists.isEmpty()) {
            arrivals.remove(address);
            if (arrival.end()) {
                waiting.decrementAndGet();
            }
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
        Arrival arrival = arrivals.get(instance.getAddress());
        if (arrival == null || !arrival.end()) {
            return OptionalLong.empty();
        }
        waiting.decrementAndGet();
        return OptionalLong.of(nanoTime.getAsLong() - arrival.since);
    }
}
