package io.github.dubbogray.feature.text;

import io.github.dubbogray.router.connection.Connection;
import io.github.dubbogray.router.document.ConfigCentre;
import java.util.Optional;
import java.util.function.Consumer;

/** A config centre with one document, which is there or away as a test says. */
final class ScriptedCentre implements ConfigCentre {

    private String text;
    private boolean isReachable = true;
    private Consumer<String> follower = pushed -> {};
    private Runnable duringFetch = () -> {};
    private int fetches;
    private int connection = 1;

    ScriptedCentre(String text) {
        this.text = text;
    }

    /** A fetch answers this from now on, and nobody is told. */
    ScriptedCentre holding(String later) {
        text = later;
        return this;
    }

    /** What a fetch answers is then the client's own copy. */
    ScriptedCentre away() {
        isReachable = false;
        connection++;
        return this;
    }

    ScriptedCentre back() {
        isReachable = true;
        return this;
    }

    void push(String later) {
        text = later;
        follower.accept(later);
    }

    /** Runs something after a fetch has read its answer and before it gives it. */
    void duringFetch(Runnable task) {
        duringFetch = task;
    }

    int fetches() {
        return fetches;
    }

    @Override
    public void follow(String dataId, Consumer<String> texts) {
        follower = texts;
    }

    @Override
    public void forget(String dataId, Consumer<String> texts) {
        follower = pushed -> {};
    }

    @Override
    public Optional<String> fetch(String dataId) {
        fetches++;
        Optional<String> answer = Optional.of(text).filter(some -> !some.isEmpty());
        duringFetch.run();
        return answer;
    }

    @Override
    public boolean isReachable() {
        return isReachable;
    }

    @Override
    public Connection connection() {
        return new Connection(isReachable, connection);
    }
}
