package io.github.dubbogray.router.route;

import io.github.dubbogray.core.placement.Instance;
import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.router.event.GrayEvent;
import io.github.dubbogray.router.label.InstanceLabels;
import io.github.dubbogray.router.meter.Gauge;
import io.github.dubbogray.router.meter.Meter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.Invoker;
import org.jspecify.annotations.Nullable;

/**
 * Makes the snapshots of an application's references. Dubbo gives a reference two to four routers, which it tells of the
 * same list; they share one snapshot, made by the first of them. It is kept only as long as a router has it. What health knows
 * of instances belongs to such a list too: two references of one service may have others, and each ends for itself.
 */
final class Snapshots {

    private final Snapshot.Sources sources;
    private final Consumer<GrayEvent> events;

    /** Written under this: the lists of which some router has a snapshot. A call may look for its own while others are made. */
    private final List<Listing> listings = new CopyOnWriteArrayList<>();

    /** Guarded by this: the list that each router has. */
    private final Map<Object, Listing> ofRouters = new WeakHashMap<>();

    /** Guarded by this. */
    private final ToldOverlaps overlaps = new ToldOverlaps();

    private final ToldNearMisses nearMisses = new ToldNearMisses();

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
     * Returns a snapshot of these invokers under what is in force now. From now on they are those of the router, in place of
     * the ones that it had before.
     *
     * @param router whose they are, until it is forgotten
     * @param consumer the reference's URL
     */
    synchronized <T> Snapshot<T> of(Object router, URL consumer, List<Invoker<T>> origin) {
        forgetUnused();
        Listing listing = listing(consumer.getServiceKey(), origin);
        Snapshot<T> snapshot = current(listing, consumer, origin);
        Listing before = ofRouters.put(router, listing);
        if (before != null && !ofRouters.containsValue(before)) {
            forget(before);
        }
        return snapshot;
    }

    private Listing listing(String service, List<?> origin) {
        for (Listing known : listings) {
            if (known.isOf(service) && known.isOver(origin)) {
                return known;
            }
        }
        Listing added = new Listing(service);
        listings.add(added);
        return added;
    }

    private <T> Snapshot<T> current(Listing listing, URL consumer, List<Invoker<T>> origin) {
        Snapshot<?> known = listing.snapshot();
        if (known != null && known.isCurrent(sources)) {
            @SuppressWarnings("unchecked") // the same list, so invokers of the same type
            Snapshot<T> shared = (Snapshot<T>) known;
            return shared;
        }
        Snapshot<T> made = Snapshot.of(
                consumer,
                origin,
                sources,
                (members, tables) -> sources.watches().hold(listing, members, tables));
        listing.made(made);
        overlaps.news(made.fleet().overlaps(), origin).forEach(events);
        nearMisses.news(made.fleet(), origin).forEach(events);
        sources.counting().changed();
        return made;
    }

    /** Forgets the lists of routers that are gone without having been stopped. */
    private void forgetUnused() {
        listings.stream()
                .filter(listing -> listing.snapshot() == null && !ofRouters.containsValue(listing))
                .forEach(this::forget);
    }

    private void forget(Listing listing) {
        listings.remove(listing);
        sources.watches().letGo(listing);
    }

    /**
     * Returns the snapshot of a list that some router has, else one that nobody shares and that is not kept.
     *
     * @param consumer the reference's URL
     */
    <T> Snapshot<T> known(URL consumer, List<Invoker<T>> origin) {
        Snapshot<T> shared = shared(consumer.getServiceKey(), origin);
        return shared != null ? shared : apart(consumer, origin);
    }

    @SuppressWarnings("unchecked") // the same list, so invokers of the same type
    private <T> @Nullable Snapshot<T> shared(String service, List<Invoker<T>> origin) {
        for (Listing listing : listings) {
            Snapshot<?> snapshot = listing.snapshot();
            if (snapshot != null && listing.isOf(service) && snapshot.isOver(origin) && snapshot.isCurrent(sources)) {
                return (Snapshot<T>) snapshot;
            }
        }
        return null;
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
            snapshot.origin()
                    .forEach(invoker -> members.computeIfAbsent(
                            invoker.getUrl().getAddress(),
                            address -> Member.of(
                                    sources.registrations()
                                            .apply(invoker.getUrl())
                                            .instance(),
                                    sources.tables())));
        }
        return members.values().stream()
                .collect(Collectors.groupingBy(member -> member, Collectors.counting()))
                .entrySet()
                .stream()
                .map(each -> each.getKey().gauge(each.getValue()));
    }

    private List<Snapshot<?>> present() {
        List<Snapshot<?>> present = new ArrayList<>();
        for (Listing listing : listings) {
            Snapshot<?> snapshot = listing.snapshot();
            if (snapshot != null) {
                present.add(snapshot);
            }
        }
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

    /** Returns whether one made now would be the same. */
    boolean isCurrent(Snapshot<?> snapshot) {
        return snapshot.isCurrent(sources);
    }

    /** Returns how many lists have a snapshot here. */
    int size() {
        return listings.size();
    }

    /** Forgets a router that ends; others that have its list keep what they have. */
    synchronized void forget(Object router) {
        Listing listing = ofRouters.remove(router);
        if (listing != null && !ofRouters.containsValue(listing)) {
            forget(listing);
        }
    }
}
