package io.github.dubbogray.router.registry;

import io.github.dubbogray.core.news.Trouble;
import io.github.dubbogray.router.event.Guarded;
import io.github.dubbogray.router.settings.Surroundings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;

/**
 * Keeps services as the registries list them: follows each once in each registry, tries again where that failed, and asks
 * for the whole list again from time to time, should a push have been lost. Registers what this process says of itself, too.
 * Everything that may block happens on one worker thread, which alone touches the naming clients.
 */
final class RegistryWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryWatch.class);
    private static final long RETRY_SECONDS = 5;
    private static final long STEP_SECONDS = 1;

    private final Supplier<List<NamingRegistry>> registries;
    private final Function<NamingRegistry, NamingClient> connect;
    private final Map<RegistryService, LiveService> services = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor worker;

    /** Touched by the worker only. */
    private final Map<NamingRegistry, NamingClient> clients = new HashMap<>();

    /** Touched by the worker only. */
    private final Set<Subscription> subscriptions = new HashSet<>();

    /** Written by the worker only: those whose trouble was logged and is not over. */
    private final Set<Subscription> troubled = ConcurrentHashMap.newKeySet();

    /** Touched by the worker only: those that are over, and of which a client was not told yet. */
    private final Set<Subscription> leaving = new HashSet<>();

    /** Touched by the worker only. */
    private final Presences presences;

    /** What this process is to be seen with, once somebody says so. */
    private volatile Supplier<List<Presence>> present = List::of;

    private volatile boolean isAway;

    private record Subscription(NamingRegistry registry, RegistryService service, LiveService live) {

        /** Equal each time, so that a client has it once. */
        Lists lists() {
            return new Lists(registry, live);
        }
    }

    private record Lists(NamingRegistry registry, LiveService live) implements Consumer<List<RegisteredInstance>> {
        @Override
        public void accept(List<RegisteredInstance> list) {
            live.takePushed(registry, list);
        }
    }

    /**
     * Begins with nothing to follow.
     *
     * @param registries gives the registries the application uses now
     * @param connect makes a client, which is closed with this
     * @param reconcileSeconds after how long to ask for the whole list again; 0 for never
     */
    RegistryWatch(
            Supplier<List<NamingRegistry>> registries,
            Function<NamingRegistry, NamingClient> connect,
            long reconcileSeconds,
            Surroundings surroundings) {
        this.registries = registries;
        this.connect = connect;
        this.worker = surroundings.timer("dubbo-gray-registry");
        this.presences = new Presences(this::client, surroundings.nanoTime());
        long retryMillis = TimeUnit.SECONDS.toMillis(RETRY_SECONDS);
        every(retryMillis, retryMillis, () -> {
            services.forEach(this::subscribe);
            leave();
        });
        everySecond(() -> services.values().forEach(LiveService::step));
        everySecond(() -> presences.step(registries.get(), present.get()));
        long reconcileMillis = TimeUnit.SECONDS.toMillis(reconcileSeconds);
        if (reconcileMillis > 0) { // processes that start together do not ask together
            long firstMillis = 1 + surroundings.below(reconcileMillis);
            every(firstMillis, reconcileMillis, () -> Set.copyOf(subscriptions).forEach(this::reconcile));
        }
    }

    /** Follows a service, soon; does nothing after {@link #close}. */
    void follow(RegistryService service, LiveService live) {
        services.put(service, live);
        try {
            worker.execute(() -> subscribe(service, live));
        } catch (RejectedExecutionException closed) {
            LOG.debug("Not followed any more: " + service.name());
        }
    }

    /** Follows a service no more, soon. */
    void forget(RegistryService service, LiveService live) {
        services.remove(service, live);
        try {
            worker.execute(() -> unsubscribe(live));
        } catch (RejectedExecutionException closed) {
            LOG.debug("Not followed any more: " + service.name());
        }
    }

    /** Keeps instances of this process registered in each registry; every second the worker asks which. */
    void present(Supplier<List<Presence>> wanted) {
        present = wanted;
    }

    /** Does something on the worker's thread every second, until this is closed. */
    void everySecond(Runnable task) {
        long millis = TimeUnit.SECONDS.toMillis(STEP_SECONDS);
        every(millis, millis, task);
    }

    /** Returns whether the last question to a registry failed, so that a list may be long in coming. */
    boolean isAway() {
        return isAway;
    }

    /** Returns whether some registry does not tell of some service that is followed there. */
    boolean isTroubled() {
        return !troubled.isEmpty();
    }

    @Override
    public void close() {
        try {
            worker.execute(this::closeClients);
        } catch (RejectedExecutionException closedBefore) {
            return;
        }
        worker.shutdown(); // what waits for its time is dropped, what waits for the thread still runs
    }

    private void closeClients() {
        clients.values().forEach(client -> {
            Guarded.run(client::close, thrown -> LOG.warn("A naming client does not stop", thrown));
        });
        clients.clear();
    }

    private void every(long firstMillis, long millis, Runnable task) {
        Trouble trouble = new Trouble();
        var unused = worker.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                        if (trouble.isOver()) {
                            LOG.info("Following the registry works again");
                        }
                    } catch (Throwable e) { // else the timer would end in silence
                        Guarded.keepInterrupt(e);
                        if (trouble.isNews(e)) {
                            LOG.error("Following the registry failed; again every " + millis + " ms", e);
                        }
                    }
                },
                firstMillis,
                millis,
                TimeUnit.MILLISECONDS);
    }

    /** Follows a service in each registry in which it is not followed yet, and asks those again that did not answer. */
    private void subscribe(RegistryService service, LiveService live) {
        if (services.get(service) != live) {
            return; // forgotten meanwhile
        }
        for (NamingRegistry registry : registries.get()) {
            Subscription subscription = new Subscription(registry, service, live);
            if (!subscriptions.contains(subscription)) {
                attempt(subscription, client -> {
                    client.follow(service, subscription.lists());
                    subscriptions.add(subscription);
                    fetch(subscription, client);
                });
            } else if (troubled.contains(subscription)) {
                reconcile(subscription);
            }
        }
    }

    private void unsubscribe(LiveService live) {
        Stream.concat(subscriptions.stream(), troubled.stream())
                .filter(subscription -> subscription.live().equals(live))
                .forEach(leaving::add);
        subscriptions.removeAll(leaving);
        troubled.removeAll(leaving);
        leave();
    }

    /** Tries again with the next round what a registry does not hear now. */
    private void leave() {
        leaving.removeIf(subscription -> {
            NamingClient client = clients.get(subscription.registry());
            try {
                if (client != null) {
                    client.forget(subscription.service(), subscription.lists());
                }
                return true;
            } catch (Throwable e) { // whatever the client throws, it is asked again
                LOG.debug("Still followed: " + subscription.service().name(), e);
                return false;
            }
        });
    }

    private void reconcile(Subscription subscription) {
        attempt(subscription, client -> fetch(subscription, client));
    }

    /** A list that was pushed while this one was on its way is newer. */
    private static void fetch(Subscription subscription, NamingClient client) {
        int pushes = subscription.live().pushes(subscription.registry());
        List<RegisteredInstance> list = client.fetch(subscription.service());
        subscription.live().takeFetched(subscription.registry(), list, pushes);
    }

    /** Something to do with a client, which may fail. */
    private interface Attempt {
        void with(NamingClient client);
    }

    private NamingClient client(NamingRegistry registry) {
        return clients.computeIfAbsent(registry, connect);
    }

    /** Logs the first failure, and the first success after it. */
    private void attempt(Subscription subscription, Attempt attempt) {
        String whose = " the instances of " + subscription.service().name();
        String where = "Nacos at " + subscription.registry().describe();
        try {
            attempt.with(client(subscription.registry()));
            isAway = false;
        } catch (Throwable e) {
            Guarded.keepInterrupt(e);
            isAway = true;
            subscription.live().endWait();
            if (troubled.add(subscription)) {
                LOG.warn(where + " does not tell" + whose + "; what is known of them stays, asking again", e);
            }
            return;
        }
        if (troubled.remove(subscription)) {
            LOG.info(where + " tells" + whose + " again");
        }
    }
}
