package io.github.dubbogray.router.route;

import io.github.dubbogray.core.placement.Instance;
import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.router.event.GrayEvent;
import io.github.dubbogray.router.label.InstanceLabels;
import io.github.dubbogray.router.meter.Gauge;
import io.github.dubbogray.router.meter.Meter;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        sources.counting().changed();
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

    /** Returns how many instances the references call, by what they are, each once however many references call it. */
    Stream<Gauge> gauges() {
        Map<String, Member> members = new HashMap<>();
        for (Snapshot<?> snapshot : present()) {
            snapshot.origin().forEach(invoker -> members.computeIfAbsent(
                    invoker.getUrl().getAddress(),
                    address -> Member.of(
                            sources.registrations().apply(invoker.getUrl()).instance(), sources.tables())));
        }
        return members.values().stream().collect(Collectors.groupingBy(member -> member, Collectors.counting())).entrySet()
                .stream()
                .map(each -> each.getKey().gauge(each.getValue()));
    }

    private synchronized List<Snapshot<?>> present() {
        List<Snapshot<?>> present = new ArrayList<>();
        last.values().forEach(kept -> {
            Snapshot<?> snapshot = kept.get();
            if (snapshot != null) {
                present.add(snapshot);
            }
        });
        return present;
    }

    /** What an instance is: of which application, in which lane under the table in force, of which version. */
    private record Member(String application, String lane, String version) {

        private static Member of(Instance instance, Function<String, Table> tables) {
            String version = instance.labels().toMap().get(InstanceLabels.VERSION);
            return new Member(
                    instance.application(),
                    tables.apply(instance.application())
                            .laneOf(instance.labels())
                            .map(Lane::name)
                            .orElse(Meter.Tags.NONE),
                    version == null ? Meter.Tags.NONE : version);
        }

        private Gauge gauge(long number) {
            return new Gauge(Meter.INSTANCES, List.of(application, lane, version), () -> number);
        }
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
