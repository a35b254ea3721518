package io.github.dubbogray.router;

import io.github.dubbogray.core.placement.Standing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;

/**
 * One service of the registry as it is now. Lists arrive on the naming clients' threads and on the worker's; they are taken
 * one at a time under this object's lock. Readers see the instances through one volatile.
 */
final class LiveService {

    /** How long an address that is no longer listed is held to be withdrawn, should Dubbo go on listing it. */
    static final long WITHDRAWN_NANOS = TimeUnit.MINUTES.toNanos(5);

    private static final Logger LOG = LoggerFactory.getLogger(LiveService.class);

    private final String name;
    private final GrayEvents events;
    private final GrayCounters counters;
    private final LongSupplier nanoTime;
    private final Set<Runnable> listeners = new CopyOnWriteArraySet<>();
    private final CountDownLatch first = new CountDownLatch(1);

    /** Guarded by this: the last list of each registry, in the order of the first lists. */
    private final Map<NamingRegistry, List<RegisteredInstance>> lists = new LinkedHashMap<>();

    /** Guarded by this: when an address ceased to be listed. */
    private final Map<String, Long> withdrawnAt = new HashMap<>();

    /** Guarded by this: how many lists each registry has pushed. */
    private final Map<NamingRegistry, Integer> pushes = new HashMap<>();

    /** Guarded by this. */
    private final LoadWeights loadWeights = new LoadWeights();

    /** Guarded by this. */
    private final RegistrySpread spread;

    private volatile LiveInstances instances = LiveInstances.NONE;

    LiveService(String name, GrayEvents events, GrayCounters counters, LongSupplier nanoTime) {
        this.name = name;
        this.events = events;
        this.counters = counters;
        this.nanoTime = nanoTime;
        this.spread = new RegistrySpread(name, nanoTime);
    }

    LiveInstances instances() {
        return instances;
    }

    List<LabelDrift> drifts() {
        return instances.drifts(name);
    }

    void follow(Runnable listener) {
        listeners.add(listener);
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }

    /** Lets nobody wait any longer: the first list may be long in coming. */
    void endWait() {
        first.countDown();
    }

    /** Waits for the first list. */
    void awaitFirst(long millis) {
        try {
            if (!first.await(millis, TimeUnit.MILLISECONDS)) {
                LOG.warn("The registry has not listed the instances of " + name + " after " + millis
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
    synchronized void takePushed(NamingRegistry registry, List<RegisteredInstance> list) {
        Guarded.run( // the thread is the naming client's
                () -> {
                    pushes.merge(registry, 1, Integer::sum);
                    take(registry, list);
                },
                thrown -> LOG.error("Cannot take over the instances of " + name + "; those known before stay", thrown));
    }

    /**
     * Takes over what a registry answered, unless it pushed something meanwhile, which is newer.
     *
     * @param pushesBefore {@link #pushes} when it was asked
     */
    synchronized void takeFetched(NamingRegistry registry, List<RegisteredInstance> list, int pushesBefore) {
        if (pushes(registry) == pushesBefore) {
            take(registry, list);
        }
    }

    private void take(NamingRegistry registry, List<RegisteredInstance> list) {
        lists.put(registry, List.copyOf(list));
        List<RegisteredInstance> union = union();
        loadWeights.take(union);
        spread.take(lists);
        swap(union);
        first.countDown();
    }

    /** Follows load-based weights one step, and tells of what has lasted. */
    synchronized void step() {
        spread.step();
        if (loadWeights.step()) {
            swap(union());
        }
    }

    private void swap(List<RegisteredInstance> union) {
        LiveInstances before = instances;
        LiveInstances listed = LiveInstances.of(union, loadWeights::partOf);
        LiveInstances now = listed.withdrawing(withdrawn(listed.byAddress().keySet()));
        if (now.equals(before)) {
            return;
        }
        List<LabelDrift> drifted = before.drifts(name);
        instances = now;
        listeners.forEach(Runnable::run);
        report(drifted, now.drifts(name));
    }

    /** An address that several registries list is what the first of them says. */
    private List<RegisteredInstance> union() {
        Map<String, RegisteredInstance> byAddress = new LinkedHashMap<>();
        lists.values().forEach(list -> list.forEach(instance -> byAddress.putIfAbsent(instance.address(), instance)));
        return List.copyOf(byAddress.values());
    }

    private Set<String> withdrawn(Set<String> present) {
        long now = nanoTime.getAsLong();
        instances.byAddress().keySet().forEach(address -> withdrawnAt.putIfAbsent(address, now));
        withdrawnAt.keySet().removeAll(present);
        withdrawnAt.values().removeIf(since -> now - since > WITHDRAWN_NANOS);
        return withdrawnAt.keySet();
    }

    private void report(List<LabelDrift> before, List<LabelDrift> now) {
        List<LabelDrift> fresh = new ArrayList<>(now);
        fresh.removeAll(before);
        fresh.forEach(drift -> {
            counters.driftedLabels().increment();
            LOG.warn("Label drift: " + drift.describe() + ". What the registry says counts.");
            events.publish(new GrayEvent.LabelDrifted(drift));
        });
        List<LabelDrift> settled = new ArrayList<>(before);
        settled.removeAll(now);
        settled.forEach(drift -> {
            LOG.info("Label drift is over: " + drift.describe());
            events.publish(new GrayEvent.DriftSettled(drift));
        });
    }

    /** Says what is listed, in one line, then one line for each drift. */
    String describe() {
        LiveInstances now = instances;
        StringBuilder text = new StringBuilder(name)
                .append(": ")
                .append(now.listed().size())
                .append(" instances listed, ")
                .append(count(now, Standing.UNHEALTHY))
                .append(" unhealthy, ")
                .append(count(now, Standing.OUT))
                .append(" taken out");
        now.drifts(name).forEach(drift -> text.append("\n  drift: ").append(drift.describe()));
        return text.toString();
    }

    private static long count(LiveInstances instances, Standing standing) {
        return instances.listed().values().stream()
                .filter(instance -> instance.standing() == standing)
                .count();
    }
}
