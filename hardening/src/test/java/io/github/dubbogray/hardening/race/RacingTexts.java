package io.github.dubbogray.hardening.race;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import org.apache.dubbo.common.config.configcenter.ConfigChangeType;
import org.apache.dubbo.common.config.configcenter.ConfigChangedEvent;
import org.apache.dubbo.common.config.configcenter.ConfigurationListener;
import org.apache.dubbo.common.config.configcenter.DynamicConfiguration;

/** Dubbo's config centre in memory, whose answers may be kept back; calls back on the thread that pushes. */
final class RacingTexts implements DynamicConfiguration {

    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final Map<String, Set<ConfigurationListener>> listeners = new ConcurrentHashMap<>();
    private volatile Runnable beforeAnswering = () -> {};

    /** Does something between looking a text up and answering with it. */
    void beforeAnswering(Runnable wait) {
        beforeAnswering = wait;
    }

    /** Pushes a text to those who listen. */
    void push(String dataId, String text) {
        texts.put(dataId, text);
        ConfigChangedEvent event = new ConfigChangedEvent(dataId, DEFAULT_GROUP, text, ConfigChangeType.MODIFIED);
        listeners.getOrDefault(dataId, Set.of()).forEach(listener -> listener.process(event));
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
        String text = texts.get(key);
        beforeAnswering.run();
        return text;
    }

    @Override
    public Object getInternalProperty(String key) {
        return null;
    }

    @Override
    public void close() {}
}
