package io.github.dubbogray.router.registry;

import io.github.dubbogray.router.event.Guarded;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The instances that this process registers of itself to be seen: writes what is wanted and is not so, at most once in
 * {@link #APART_NANOS} for each service of each registry, and after a failure in a while that grows. What a registry does
 * not take costs it one attempt at a time. Touched by the worker only.
 */
final class Presences {

    /** How long a service stays as it was written. */
    static final long APART_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** How long nothing is written after the first failure; it doubles with each further one. */
    static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** How long nothing is written after many. */
    static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final Logger LOG = LoggerFactory.getLogger(Presences.class);

    private final Function<NamingRegistry, NamingClient> clients;
    private final LongSupplier nanoTime;

    /** The last one of each; where it failed, nobody knows what the registry has. */
    private final Map<Place, Attempt> attempts = new HashMap<>();

    private record Place(NamingRegistry registry, String service) {}

    /**
     * A try to write something.
     *
     * @param failures how many failed in a row; 0 if it worked
     */
    private record Attempt(Presence tried, int failures, long atNanos) {

        private static final int DOUBLINGS = 10;

        boolean hasWritten(@Nullable Presence wanted) {
            return failures == 0 && tried.equals(wanted);
        }

        long pauseNanos() {
            return failures == 0
                    ? APART_NANOS
                    : Math.min(LONGEST_PAUSE_NANOS, FIRST_PAUSE_NANOS << Math.min(failures - 1, DOUBLINGS));
        }
    }

    /**
     * Begins with none.
     *
     * @param clients gives the client of a registry; may fail
     */
    Presences(Function<NamingRegistry, NamingClient> clients, LongSupplier nanoTime) {
        this.clients = clients;
        this.nanoTime = nanoTime;
    }

    /** Writes what is due. */
    void step(Collection<NamingRegistry> registries, Collection<Presence> wanted) {
        Map<Place, Presence> all = new HashMap<>();
        apart(registries)
                .forEach(registry -> wanted.forEach(each -> all.put(new Place(registry, each.service()), each)));
        Set<NamingRegistry> failing = new HashSet<>();
        for (Place place : due(all)) {
            if (!failing.contains(place.registry()) && !isWritten(place, all.get(place))) {
                failing.add(place.registry());
            }
        }
    }

    /** Dubbo may have one server as several registries, whose groups do not count here: the first of them is enough. */
    private static Collection<NamingRegistry> apart(Collection<NamingRegistry> registries) {
        Map<NamingRegistry, NamingRegistry> firsts = new LinkedHashMap<>();
        registries.forEach(registry -> firsts.putIfAbsent(registry.ofAnyGroup(), registry));
        return firsts.values();
    }

    /** What was tried longest ago goes first, so that one that is always refused keeps no other waiting. */
    private List<Place> due(Map<Place, Presence> wanted) {
        long now = nanoTime.getAsLong();
        return Stream.concat(wanted.keySet().stream(), attempts.keySet().stream())
                .distinct()
                .filter(place -> isDue(place, wanted.get(place), now))
                .sorted(Comparator.<Place>comparingLong(place -> -nanosSince(place, now))
                        .thenComparing(Place::service))
                .toList();
    }

    private boolean isDue(Place place, @Nullable Presence wanted, long now) {
        Attempt last = attempts.get(place);
        return last == null || (!last.hasWritten(wanted) && now - last.atNanos() >= last.pauseNanos());
    }

    private long nanosSince(Place place, long now) {
        Attempt last = attempts.get(place);
        return last == null ? Long.MAX_VALUE : now - last.atNanos();
    }

    /** Writes one, or takes it back where nothing is wanted; returns whether that worked. */
    private boolean isWritten(Place place, @Nullable Presence wanted) {
        try {
            write(clients.apply(place.registry()), place, wanted);
        } catch (Throwable e) { // whatever the client throws, it is asked again
            Guarded.keepInterrupt(e);
            failed(place, wanted, e);
            return false;
        }
        return true;
    }

    private void write(NamingClient client, Place place, @Nullable Presence wanted) {
        boolean wasTroubled = isTroubled(place.registry());
        Attempt last = attempts.get(place);
        if (wanted != null) {
            client.announce(wanted);
            attempts.put(place, new Attempt(wanted, 0, nanoTime.getAsLong()));
        } else if (last != null) {
            client.withdraw(last.tried());
            attempts.remove(place);
        }
        if (wasTroubled && !isTroubled(place.registry())) {
            LOG.info("Nacos at " + place.registry().describe() + " lists what this process says of itself again");
        }
    }

    private void failed(Place place, @Nullable Presence wanted, Throwable failure) {
        boolean isNews = !isTroubled(place.registry());
        Attempt last = attempts.get(place);
        Presence tried = wanted != null || last == null ? wanted : last.tried();
        if (tried != null) {
            int failures = last == null ? 1 : last.failures() + 1;
            attempts.put(place, new Attempt(tried, failures, nanoTime.getAsLong()));
        }
        if (isNews) {
            LOG.warn(
                    "Nacos at " + place.registry().describe() + " does not list what this process says of itself in "
                            + place.service() + ", which is tried again; calls do not depend on it",
                    failure);
        }
    }

    private boolean isTroubled(NamingRegistry registry) {
        return attempts.entrySet().stream()
                .anyMatch(entry -> entry.getKey().registry().equals(registry)
                        && entry.getValue().failures() > 0);
    }
}
