package io.github.dubbogray.router.registry;

import io.github.dubbogray.core.placement.Standing;
import io.github.dubbogray.router.event.Guarded;
import io.github.dubbogray.router.event.InOrder;
import io.github.dubbogray.router.event.Listeners;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;

/**
 * One service of the registry as it is now. Lists arrive on the naming clients' threads and on the worker's; they are taken
 * one at a time under this object's lock, and told in that order outside of it. Readers see the instances through one
 * volatile.
 */
final class LiveService {

    /** How long an instance that is no longer listed is held out, should Dubbo go on listing it. */
    static final long HELD_OUT_NANOS = TimeUnit.MINUTES.toNanos(5);

    private static final Logger LOG = LoggerFactory.getLogger(LiveService.class);

    private final RegistryService service;
    private final Drifts drifts;
    private final LongSupplier nanoTime;
    private final Function<NamingRegistry, Settling> settlings;
    private final Listeners listeners;
    private final InOrder told = new InOrder();
    private final CountDownLatch first = new CountDownLatch(1);

    /** Guarded by this: the last list of each registry, in the order of the first lists. */
    private final Map<NamingRegistry, RegistryList> lists = new LinkedHashMap<>();

    /** Guarded by this: what is no longer listed. */
    private final Map<String, Gone> gone = new HashMap<>();

    /** Guarded by this: how many lists each registry has pushed. */
    private final Map<NamingRegistry, Integer> pushes = new HashMap<>();

    /** Guarded by this. */
    private final LoadWeights loadWeights = new LoadWeights();

    /** Guarded by this. */
    private final RegistrySpread spread;

    /** Guarded by this. */
    private final WeightEdits weightEdits;

    /** Guarded by this. */
    private boolean isEnded;

    private volatile LiveInstances instances = LiveInstances.NONE;

    /** An instance that is no longer listed, since when others are. */
    private record Gone(LiveInstance last, long sinceNanos) {}

    /**
     * Begins with nothing.
     *
     * @param settlings say whether a registry's lists may lack instances that are about to be back
     */
    LiveService(
            RegistryService service,
            Drifts drifts,
            LongSupplier nanoTime,
            Function<NamingRegistry, Settling> settlings) {
        this.service = service;
        this.drifts = drifts;
        this.nanoTime = nanoTime;
        this.settlings = settlings;
        this.listeners = new Listeners(nanoTime);
        this.spread = new RegistrySpread(service.name(), nanoTime, told);
        this.weightEdits = new WeightEdits(service.name(), told);
    }

    LiveInstances instances() {
        return instances;
    }

    /** Calls a listener after each later change, outside of every lock, one change at a time. */
    void follow(Runnable listener) {
        listeners.add(listener);
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }

    /** Returns whether nobody has listened for a while. */
    boolean isUnused() {
        return listeners.areGone();
    }

    /** Takes no more lists; what it said of drifts is no longer said. */
    void end() {
        synchronized (this) {
            isEnded = true;
            told.add(() -> drifts.forget(service));
        }
        told.run();
        endWait();
    }

    /** Returns whether its first list may still come soon. */
    boolean isAwaited() {
        return first.getCount() > 0;
    }

    /** Lets nobody wait any longer: the first list may be long in coming. */
    void endWait() {
        first.countDown();
    }

    /** Waits for the first list. */
    void awaitFirst(long millis) {
        try {
            if (!first.await(millis, TimeUnit.MILLISECONDS)) {
                LOG.warn("The registry has not listed the instances of " + service.name() + " after " + millis
                        + " ms; going on without weights and health");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how many lists a registry has pushed so far. */
    synchronized int pushes(NamingRegistry registry) {
        return pushes.getOrDefault(registry, 0);
    }

    /** Takes over what a registry lists now. */
    void takePushed(NamingRegistry registry, List<RegisteredInstance> list) {
        Guarded.run( // the thread is the naming client's
                () -> {
                    synchronized (this) {
                        pushes.merge(registry, 1, Integer::sum);
                        take(registry, list);
                    }
                },
                thrown -> LOG.error(
                        "Cannot take over the instances of " + service.name() + "; those known before stay", thrown));
        told.run();
    }

    /**
     * Takes over what a registry answered, unless it pushed something meanwhile, which is newer.
     *
     * @param pushesBefore {@link #pushes} when it was asked
     */
    void takeFetched(NamingRegistry registry, List<RegisteredInstance> list, int pushesBefore) {
        synchronized (this) {
            if (pushes(registry) == pushesBefore) {
                take(registry, list);
            }
        }
        told.run();
    }

    private void take(NamingRegistry registry, List<RegisteredInstance> list) {
        if (isEnded) {
            return;
        }
        lists.computeIfAbsent(registry, added -> new RegistryList(settlings.apply(added), nanoTime))
                .take(list);
        List<RegisteredInstance> union = union();
        loadWeights.take(union);
        spread.take(listed());
        weightEdits.take(union, instances.listed()::containsKey);
        swap(union);
        first.countDown();
    }

    /** Follows load-based weights one step, and tells of what has lasted. */
    void step() {
        synchronized (this) {
            spread.step();
            boolean haveWeightsMoved = loadWeights.step();
            boolean isSomebodyLetGo = letGo();
            if (haveWeightsMoved || isSomebodyLetGo) {
                swap(union());
            }
        }
        told.run();
    }

    private boolean letGo() {
        boolean isSomebody = false;
        for (RegistryList list : lists.values()) {
            isSomebody |= list.step();
        }
        return isSomebody;
    }

    private void swap(List<RegisteredInstance> union) {
        LiveInstances listed = LiveInstances.of(union, loadWeights::partOf);
        LiveInstances now = listed.without(gone(listed));
        if (now.equals(instances)) {
            return;
        }
        instances = now;
        told.add(listeners::tell);
        told.add(() -> drifts.take(service, now));
    }

    private Map<NamingRegistry, List<RegisteredInstance>> listed() {
        Map<NamingRegistry, List<RegisteredInstance>> listed = new LinkedHashMap<>();
        lists.forEach((registry, list) -> listed.put(registry, list.listed()));
        return listed;
    }

    /** An address that several registries list is what the first of them says. */
    private List<RegisteredInstance> union() {
        Map<String, RegisteredInstance> byAddress = new LinkedHashMap<>();
        listed().values()
                .forEach(list -> list.forEach(instance -> byAddress.putIfAbsent(instance.address(), instance)));
        return List.copyOf(byAddress.values());
    }

    /**
     * What was listed is out, unless it may be about to be back; then, and where nobody is listed, what was known of it stays.
     */
    private Map<String, LiveInstance> gone(LiveInstances listed) {
        long now = nanoTime.getAsLong();
        instances.byAddress().forEach((address, last) -> gone.putIfAbsent(address, new Gone(last, now)));
        gone.keySet().removeAll(listed.byAddress().keySet());
        if (listed.listed().isEmpty()) {
            gone.replaceAll((address, instance) -> new Gone(instance.last(), now));
        } else {
            gone.values().removeIf(instance -> now - instance.sinceNanos() > HELD_OUT_NANOS);
            gone.replaceAll((address, instance) ->
                    isMissing(address) ? instance : new Gone(instance.last().out(), instance.sinceNanos()));
        }
        return gone.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().last()));
    }

    private boolean isMissing(String address) {
        return lists.values().stream().anyMatch(list -> list.isMissing(address));
    }

    /**
     * Returns whether an instance that Dubbo is told of no more, by one registry, may be about to be back.
     *
     * @param revision of its metadata, as Dubbo knows it; empty where it knows none
     */
    synchronized boolean isKept(NamingRegistry registry, String address, String revision) {
        RegistryList list = lists.get(registry);
        return list != null && list.isKept(address, revision);
    }

    /** Says what is listed, in one line. */
    String describe() {
        LiveInstances now = instances;
        return service.name() + ": " + now.listed().size() + " instances listed, " + count(now, Standing.UNHEALTHY)
                + " unhealthy, " + count(now, Standing.OUT) + " taken out";
    }

    private static long count(LiveInstances instances, Standing standing) {
        return instances.listed().values().stream()
                .filter(instance -> instance.standing() == standing)
                .count();
    }
}
