package io.github.dubbogray.router.testing;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.dubbo.common.config.configcenter.ConfigChangeType;
import org.apache.dubbo.common.config.configcenter.ConfigChangedEvent;
import org.apache.dubbo.common.config.configcenter.ConfigurationListener;
import org.apache.dubbo.common.config.configcenter.DynamicConfiguration;
import org.jspecify.annotations.Nullable;

/** Dubbo's own config centre interface, in memory; calls back on the thread that publishes. */
public final class FakeDynamicConfiguration implements DynamicConfiguration {

    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final Map<String, Set<ConfigurationListener>> listeners = new ConcurrentHashMap<>();
    private final AtomicInteger questions = new AtomicInteger();
    private volatile Runnable duringQuestions = () -> {};

    public FakeDynamicConfiguration holding(String dataId, String text) {
        texts.put(keyOf(dataId, DEFAULT_GROUP), text);
        return this;
    }

    /** Publishes a text in group {@code dubbo}; null, as Nacos says it, means deleted. */
    public void push(String dataId, @Nullable String text) {
        String key = keyOf(dataId, DEFAULT_GROUP);
        if (text == null) {
            texts.remove(key);
        } else {
            texts.put(key, text);
        }
        ConfigChangedEvent event = new ConfigChangedEvent(dataId, DEFAULT_GROUP, text, ConfigChangeType.MODIFIED);
        listeners.getOrDefault(key, Set.of()).forEach(listener -> listener.process(event));
    }

    /** Runs something before a question is answered. */
    public void duringQuestions(Runnable task) {
        duringQuestions = task;
    }

    /** Returns how often a text was asked for. */
    public int questions() {
        return questions.get();
    }

    public int listenersOf(String dataId) {
        return listeners.getOrDefault(keyOf(dataId, DEFAULT_GROUP), Set.of()).size();
    }

    @Override
    public void addListener(String key, String group, ConfigurationListener listener) {
        listeners
                .computeIfAbsent(keyOf(key, group), id -> new CopyOnWriteArraySet<>())
                .add(listener);
    }

    @Override
    public void removeListener(String key, String group, ConfigurationListener listener) {
        listeners.getOrDefault(keyOf(key, group), Set.of()).remove(listener);
    }

    @Override
    public @Nullable String getConfig(String key, String group, long timeout) {
        questions.incrementAndGet();
        duringQuestions.run();
        return texts.get(keyOf(key, group));
    }

    @Override
    public @Nullable Object getInternalProperty(String key) {
        return null;
    }

    @Override
    public void close() {}

    private static String keyOf(String dataId, String group) {
        return group + "/" + dataId;
    }
}
