package io.github.dubbogray.router.route;

import io.github.dubbogray.router.event.GrayEvent;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.Invoker;

/**
 * Makes the snapshots of an application's references. Dubbo gives a reference two to four routers, which it tells of the
 * same list; they share one snapshot, made by the first of them. It is kept only as long as a router has it.
 */
final class Snapshots {

    private final Snapshot.Sources sources;
    private final Consumer<GrayEvent> events;

    /** Guarded by this. */
    private final Map<String, WeakReference<Snapshot<?>>> last = new HashMap<>();

    /** Guarded by this. */
    private final ToldOverlaps overlaps = new ToldOverlaps();

    /**
     * Has none yet.
     *
     * @param events takes what is to be told when locks are released
     */
    Snapshots(Snapshot.Sources sources, Consumer<GrayEvent> events) {
        this.sources = sources;
        this.events = events;
    }

    /**
     * Returns a snapshot of these invokers under what is in force now.
     *
     * @param consumer the reference's URL
     */
    synchronized <T> Snapshot<T> of(URL consumer, List<Invoker<T>> origin) {
        String reference = consumer.getServiceKey();
        WeakReference<Snapshot<?>> kept = last.get(reference);
        Snapshot<?> known = kept == null ? null : kept.get();
        if (known != null && known.isCurrent(sources) && known.isOver(origin)) {
            @SuppressWarnings("unchecked") // the same list, so invokers of the same type
            Snapshot<T> shared = (Snapshot<T>) known;
            return shared;
        }
        Snapshot<T> made = Snapshot.of(
                consumer,
                origin,
                sources,
                (members, tables) -> sources.watches().hold(reference, members, tables));
        last.values().removeIf(other -> other.get() == null);
        last.put(reference, new WeakReference<>(made));
        overlaps.news(made.fleet().overlaps(), origin).forEach(events);
        return made;
    }

    /** Returns a snapshot that nobody shares and that is not kept. */
    <T> Snapshot<T> apart(URL consumer, List<Invoker<T>> origin) {
        return Snapshot.of(
                consumer,
                origin,
                sources,
                (members, tables) -> sources.watches().of(members));
    }

    /** Returns how many references have a snapshot here. */
    synchronized int size() {
        return last.size();
    }

    /** Forgets a reference whose router ends; another router of it that goes on keeps what it has. */
    synchronized void forget(URL consumer) {
        last.remove(consumer.getServiceKey());
        sources.watches().letGo(consumer.getServiceKey());
    }
}
