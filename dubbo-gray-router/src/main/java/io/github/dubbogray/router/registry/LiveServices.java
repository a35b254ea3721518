package io.github.dubbogray.router.registry;

import io.github.dubbogray.core.placement.Instance;
import io.github.dubbogray.router.connection.Connection;
import io.github.dubbogray.router.event.GrayEvents;
import io.github.dubbogray.router.event.LabelDrift;
import io.github.dubbogray.router.label.InstanceLabels;
import io.github.dubbogray.router.meter.Meters;
import io.github.dubbogray.router.settings.GraySettings;
import io.github.dubbogray.router.settings.Surroundings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.registry.Registry;
import org.apache.dubbo.registry.client.InstanceAddressURL;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.jspecify.annotations.Nullable;

/**
 * The services of registries that this application follows: one subscription for each, however many references ask. What
 * is known is read without a lock, and each service changes as a whole.
 */
public final class LiveServices implements AutoCloseable {

    private static final long FIRST_LIST_MILLIS = 3_000;

    private final Supplier<List<NamingRegistry>> registries;
    private final GraySettings.Live settings;
    private final Supplier<RegistryWatch> watching;
    private final Drifts drifts;
    private final LongSupplier nanoTime;
    private final Function<NamingRegistry, Connection> connections;
    private final Keepers keepers;
    private final Map<NamingRegistry, Settling> settlings = new ConcurrentHashMap<>();

    /** Written under this; read by anybody. */
    private final Map<RegistryService, LiveService> services = new ConcurrentHashMap<>();

    /** Null until something is followed, and once closed; written under this. */
    private volatile @Nullable RegistryWatch watch;

    /** Guarded by this. */
    private boolean isClosed;

    /**
     * Follows services from the first {@link #follow} on.
     *
     * @param registries gives the registries the application uses now
     * @param settings say whether services are followed
     * @param watching begins to keep services up to date
     * @param connections gives how this process is connected to a registry now
     */
    LiveServices(
            Supplier<List<NamingRegistry>> registries,
            GraySettings.Live settings,
            Supplier<RegistryWatch> watching,
            Function<NamingRegistry, Connection> connections,
            Keepers keepers,
            Drifts drifts,
            LongSupplier nanoTime) {
        this.registries = registries;
        this.settings = settings;
        this.watching = watching;
        this.drifts = drifts;
        this.nanoTime = nanoTime;
        this.connections = connections;
        this.keepers = keepers;
    }

    public static LiveServices of(
            ApplicationModel application,
            GraySettings.Live settings,
            Surroundings surroundings,
            Function<NamingRegistry, NamingClient> connect,
            GrayEvents events,
            Meters meters) {
        Supplier<List<NamingRegistry>> registries = () -> NamingRegistry.of(application);
        return new LiveServices(
                registries,
                settings,
                () -> new RegistryWatch(registries, connect, settings.reconcileSeconds(), surroundings),
                NamingRegistry::connection,
                new Keepers(surroundings),
                new Drifts(events, meters, surroundings.nanoTime()),
                surroundings.nanoTime());
    }

    /**
     * Follows a service and calls the listener after each later change, until it is forgotten. The first time, waits for
     * the registry's list, but not long, so that the first call already knows weights and health. Does nothing once closed.
     */
    public void follow(RegistryService service, Runnable listener) {
        RegistryWatch running = settings.isOn() ? watchOfSome() : null;
        if (running != null) {
            LiveService live = joined(running, service, listener);
            if (!running.isAway()) {
                live.awaitFirst(FIRST_LIST_MILLIS);
            }
        }
    }

    /**
     * Keeps instances of this process registered in each registry, to be seen and not called, whether services are followed or
     * not. Does nothing while there is no registry, and once closed.
     *
     * @param wanted is asked every second, by the worker
     */
    public void present(Supplier<List<Presence>> wanted) {
        RegistryWatch running = watchOfSome();
        if (running != null) {
            running.present(wanted);
        }
    }

    /** Returns whether some registry does not tell of some service that is followed there, as far as that was noticed. */
    public boolean isTroubled() {
        RegistryWatch running = watch;
        return running != null && running.isTroubled();
    }

    private synchronized LiveService joined(RegistryWatch running, RegistryService service, Runnable listener) {
        LiveService live = services.computeIfAbsent(service, added -> {
            LiveService fresh = new LiveService(added, drifts, nanoTime, this::settlingOf);
            running.follow(added, fresh);
            return fresh;
        });
        live.follow(listener);
        return live;
    }

    /** Stops calling a listener of a service. One that nobody listens to is followed a while longer. */
    public synchronized void forget(RegistryService service, Runnable listener) {
        LiveService live = services.get(service);
        if (live != null) {
            live.forget(listener);
        }
    }

    /** Stops calling a listener, for all services. */
    public synchronized void forget(Runnable listener) {
        services.values().forEach(service -> service.forget(listener));
    }

    /** Returns what is known of an instance: what its registry says now, or what Dubbo was told, if that is all. */
    public Registration registrationOf(URL url) {
        LiveInstance known = instancesBeside(url).at(url.getAddress());
        return known == null
                ? new Registration(InstanceLabels.instanceOf(url), 1)
                : new Registration(
                        new Instance(InstanceLabels.applicationOf(url), known.labels(), known.standing()),
                        known.weight());
    }

    private Settling settlingOf(NamingRegistry registry) {
        return settlings.computeIfAbsent(registry, added -> new Settling(() -> connections.apply(added), nanoTime));
    }

    /** Returns which instances of a registry are kept; empty of one that is not Nacos. */
    public Optional<Keeping> keepingIn(Registry registry) {
        return NamingRegistry.of(registry).map(KeepingIn::new);
    }

    private final class KeepingIn implements Keeping {

        private final NamingRegistry registry;

        private KeepingIn(NamingRegistry registry) {
            this.registry = registry;
        }

        @Override
        public boolean isKept(URL instance) {
            LiveService live = services.get(RegistryService.of(instance));
            return live != null && live.isKept(registry, instance.getAddress(), revisionOf(instance));
        }

        @Override
        public void whileKept(Object whose, BooleanSupplier keeper) {
            keepers.add(whose, keeper);
        }

        private static String revisionOf(URL instance) {
            return instance instanceof InstanceAddressURL found
                    ? RegistryList.revisionIn(found.getInstance().getMetadata())
                    : "";
        }
    }

    /** Returns the registry's own weight of an instance, 1 where it has none. */
    public double weightOf(URL url) {
        LiveInstance known = instancesBeside(url).at(url.getAddress());
        return known == null ? 1 : known.weight();
    }

    /** Returns what is known of a service: nothing if it is not followed. */
    public LiveInstances instancesOf(RegistryService service) {
        LiveService live = services.get(service);
        return live == null ? LiveInstances.NONE : live.instances();
    }

    /** Returns the version of an instance, or null if it has none. */
    public @Nullable String versionOf(URL url) {
        LiveInstance known = instancesBeside(url).at(url.getAddress());
        return known == null
                ? InstanceLabels.versionOf(url)
                : known.labels().toMap().get(InstanceLabels.VERSION);
    }

    private LiveInstances instancesBeside(URL url) {
        return services.isEmpty() ? LiveInstances.NONE : instancesOf(RegistryService.of(url));
    }

    /** Returns the labels of which instances say one thing and their registry another, each once. */
    public List<LabelDrift> drifts() {
        return drifts.list();
    }

    /**
     * Returns the names of the services of which no registry has told anything yet, in their order; one of a registry that does
     * not answer is none of them, as for that Dubbo's own list counts.
     */
    public List<String> awaited() {
        return services.entrySet().stream()
                .filter(entry -> entry.getValue().isAwaited())
                .map(entry -> entry.getKey().name())
                .sorted()
                .toList();
    }

    /** Says what is listed, a line for each service and each drift. */
    public String describe() {
        if (services.isEmpty()) {
            return "registry: not followed, what Dubbo was told counts";
        }
        return Stream.concat(
                        services.values().stream().map(LiveService::describe).sorted(),
                        drifts.list().stream().map(drift -> "  drift: " + drift.describe()))
                .collect(Collectors.joining("\n"));
    }

    /** Ends what nobody needs any more, and drifts that are over; the worker does this every second. */
    private void step(RegistryWatch running) {
        takenUnused().forEach((service, live) -> {
            live.end();
            running.forget(service, live);
        });
        drifts.step();
        settlings.values().forEach(Settling::isOn); // so that a loss counts from when it is
    }

    /** From here on another follower begins anew. */
    private synchronized Map<RegistryService, LiveService> takenUnused() {
        Map<RegistryService, LiveService> unused = new HashMap<>(services);
        unused.values().removeIf(live -> !live.isUnused());
        services.keySet().removeAll(unused.keySet());
        return unused;
    }

    @Override
    public synchronized void close() {
        RegistryWatch running = watch;
        isClosed = true;
        watch = null;
        keepers.close();
        if (running != null) {
            running.close();
        }
    }

    /** Returns null where there is no registry to watch. */
    private @Nullable RegistryWatch watchOfSome() {
        return registries.get().isEmpty() ? null : watch();
    }

    private @Nullable RegistryWatch watch() {
        RegistryWatch running = watch;
        return running != null ? running : begin();
    }

    private synchronized @Nullable RegistryWatch begin() {
        RegistryWatch running = watch;
        if (running == null && !isClosed) {
            RegistryWatch begun = watching.get();
            begun.everySecond(() -> step(begun));
            running = begun;
            watch = begun;
        }
        return running;
    }
}
