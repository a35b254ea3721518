package io.github.dubbogray.router.registry;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A naming server in memory and a client of it, which can be away, lose pushes and counts what it is asked. */
public final class FakeNamingClient implements NamingClient {

    private final Map<String, List<RegisteredInstance>> lists = new ConcurrentHashMap<>();
    private final Map<String, List<Consumer<List<RegisteredInstance>>>> followers = new ConcurrentHashMap<>();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private final Map<String, Presence> presences = new ConcurrentHashMap<>();
    private final AtomicInteger announcements = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger fetches = new AtomicInteger();
    private final AtomicInteger closings = new AtomicInteger();
    private volatile Runnable duringFetch = () -> {};
    private volatile boolean away;

    /** Lists instances without telling anybody, as when a push is lost. */
    public FakeNamingClient holding(String service, RegisteredInstance... instances) {
        lists.put(service, List.of(instances));
        return this;
    }

    /** Lists instances by their ports, with weights, without telling anybody. */
    public FakeNamingClient weighing(String service, Map<Integer, Double> weights) {
        return holding(
                service,
                weights.entrySet().stream()
                        .map(entry -> Listed.at(entry.getKey(), entry.getValue()))
                        .toArray(RegisteredInstance[]::new));
    }

    /** Lists instances and tells all who follow, on this thread. */
    public void push(String service, RegisteredInstance... instances) {
        holding(service, instances);
        followers.getOrDefault(service, List.of()).forEach(follower -> follower.accept(List.of(instances)));
    }

    /** Nobody can connect, and nothing is answered. */
    public FakeNamingClient away() {
        away = true;
        return this;
    }

    public void back() {
        away = false;
        silent.clear();
    }

    /** Answers nothing about one service, and takes nothing for it. */
    public FakeNamingClient silentAbout(String service) {
        silent.add(service);
        return this;
    }

    /** Runs something after a fetch has read its answer and before it gives it. */
    public void duringFetch(Runnable task) {
        duringFetch = task;
    }

    /** Returns the client of a registry, this one whatever the registry. */
    public NamingClient connect(NamingRegistry registry) {
        connections.incrementAndGet();
        if (away) {
            throw new RegistryException("away from " + registry.describe(), new IllegalStateException("test"));
        }
        return this;
    }

    public int connections() {
        return connections.get();
    }

    public int fetches() {
        return fetches.get();
    }

    public int closings() {
        return closings.get();
    }

    public int followersOf(String service) {
        return followers.getOrDefault(service, List.of()).size();
    }

    /** Returns what is registered of those that announced themselves, by service. */
    public Map<String, Presence> presences() {
        return Map.copyOf(presences);
    }

    /** Returns how often something was announced, whether it was taken or not. */
    public int announcements() {
        return announcements.get();
    }

    @Override
    public void announce(Presence presence) {
        announcements.incrementAndGet();
        requireAnswer(presence.service());
        presences.put(presence.service(), presence);
    }

    @Override
    public void withdraw(Presence presence) {
        requireAnswer(presence.service());
        presences.remove(presence.service());
    }

    @Override
    public void follow(RegistryService service, Consumer<List<RegisteredInstance>> lists) {
        requireAnswer(service.name());
        followers
                .computeIfAbsent(service.name(), name -> new CopyOnWriteArrayList<>())
                .add(lists);
    }

    @Override
    public void forget(RegistryService service, Consumer<List<RegisteredInstance>> lists) {
        requireAnswer(service.name());
        followers.getOrDefault(service.name(), List.of()).remove(lists);
    }

    @Override
    public List<RegisteredInstance> fetch(RegistryService service) {
        requireAnswer(service.name());
        fetches.incrementAndGet();
        List<RegisteredInstance> answer = lists.getOrDefault(service.name(), List.of());
        duringFetch.run();
        return answer;
    }

    @Override
    public void close() {
        closings.incrementAndGet();
    }

    private void requireAnswer(String service) {
        if (away || silent.contains(service)) {
            throw new RegistryException("no answer about " + service, new IllegalStateException("test"));
        }
    }
}
