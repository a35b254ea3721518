package io.github.dubbogray.filter;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.dubbo.common.config.configcenter.ConfigChangeType;
import org.apache.dubbo.common.config.configcenter.ConfigChangedEvent;
import org.apache.dubbo.common.config.configcenter.ConfigurationListener;
import org.apache.dubbo.common.config.configcenter.DynamicConfiguration;

/** Dubbo's own config centre interface, in memory; calls back on the thread that publishes. */
public class PushedDocuments implements DynamicConfiguration {

    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final Map<String, Set<ConfigurationListener>> listeners = new ConcurrentHashMap<>();
    final AtomicInteger questions = new AtomicInteger();

    /** Pushes a text to those who listen. */
    public void push(String dataId, String text) {
        texts.put(dataId, text);
        ConfigChangedEvent event = new ConfigChangedEvent(dataId, DEFAULT_GROUP, text, ConfigChangeType.MODIFIED);
        listeners.getOrDefault(dataId, Set.of()).forEach(listener -> listener.process(event));
    }

    /** Returns how many listen to a text. */
    public int listeners(String dataId) {
        return listeners.getOrDefault(dataId, Set.of()).size();
    }

    @Override
    public void addListener(String key, String group, ConfigurationListener listener) {
        listeners.computeIfAbsent(key, id -> new CopyOnWriteArraySet<>()).add(listener);
    }

    @Override
    public void removeListener(String key, String group, ConfigurationListener listener) {
        listeners.getOrDefault(key, Set.of()).remove(listener);
    }

    @Override
    public String getConfig(String key, String group, long timeout) {
        questions.incrementAndGet();
        return texts.get(key);
    }

    @Override
    public Object getInternalProperty(String key) {
        return null;
    }

    @Override
    public void close() {}
}
