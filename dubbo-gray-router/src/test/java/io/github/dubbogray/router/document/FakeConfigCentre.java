package io.github.dubbogray.router.document;

import io.github.dubbogray.router.connection.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A config centre in memory, which can be away and counts how often it is asked. */
public final class FakeConfigCentre implements ConfigCentre {

    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final Map<String, List<Consumer<String>>> followers = new ConcurrentHashMap<>();
    private final AtomicInteger fetches = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger(1);
    private final AtomicInteger questions = new AtomicInteger();
    private volatile Runnable duringFetch = () -> {};
    private volatile Runnable duringFollow = () -> {};
    private volatile Runnable duringForget = () -> {};
    private volatile boolean reachable = true;

    /** Puts a text there without telling anybody. */
    FakeConfigCentre holding(String dataId, String text) {
        texts.put(dataId, text);
        return this;
    }

    /** What a fetch answers is then the client's own copy. */
    FakeConfigCentre away() {
        reachable = false;
        connections.incrementAndGet();
        return this;
    }

    FakeConfigCentre back() {
        reachable = true;
        return this;
    }

    /** Runs something after a fetch has read its answer and before it gives it. */
    void duringFetch(Runnable task) {
        duringFetch = task;
    }

    /** Runs something before a follower is added. */
    void duringFollow(Runnable task) {
        duringFollow = task;
    }

    /** Runs something before a follower is removed. */
    void duringForget(Runnable task) {
        duringForget = task;
    }

    void push(String dataId, String text) {
        texts.put(dataId, text);
        followers.getOrDefault(dataId, List.of()).forEach(follower -> follower.accept(text));
    }

    void forgetSilently(String dataId) {
        texts.remove(dataId);
    }

    void delete(String dataId) {
        texts.remove(dataId);
        followers.getOrDefault(dataId, List.of()).forEach(follower -> follower.accept(""));
    }

    /** The connection breaks and is there again, too fast for anybody to notice but its client. */
    FakeConfigCentre reconnected() {
        return away().back();
    }

    int fetches() {
        return fetches.get();
    }

    /** Returns how often anything was asked of the config centre. */
    int questions() {
        return questions.get();
    }

    List<String> followed() {
        return new ArrayList<>(followers.keySet());
    }

    int followersOf(String dataId) {
        return followers.getOrDefault(dataId, List.of()).size();
    }

    @Override
    public void follow(String dataId, Consumer<String> texts) {
        questions.incrementAndGet();
        duringFollow.run();
        followers.computeIfAbsent(dataId, id -> new CopyOnWriteArrayList<>()).add(texts);
    }

    @Override
    public void forget(String dataId, Consumer<String> texts) {
        duringForget.run();
        followers.getOrDefault(dataId, List.of()).remove(texts);
    }

    @Override
    public Optional<String> fetch(String dataId) {
        questions.incrementAndGet();
        fetches.incrementAndGet();
        Optional<String> answer = Optional.ofNullable(texts.get(dataId));
        duringFetch.run();
        return answer;
    }

    @Override
    public boolean isReachable() {
        questions.incrementAndGet();
        return reachable;
    }

    @Override
    public Connection connection() {
        return new Connection(reachable, connections.get());
    }
}
