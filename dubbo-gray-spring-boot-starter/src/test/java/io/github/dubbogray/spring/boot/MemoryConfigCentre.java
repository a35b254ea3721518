package io.github.dubbogray.spring.boot;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.common.config.configcenter.AbstractDynamicConfigurationFactory;
import org.apache.dubbo.common.config.configcenter.ConfigChangeType;
import org.apache.dubbo.common.config.configcenter.ConfigChangedEvent;
import org.apache.dubbo.common.config.configcenter.ConfigurationListener;
import org.apache.dubbo.common.config.configcenter.DynamicConfiguration;

/** A config centre that Dubbo starts as any other, for {@code memory://…}; its texts are there before it is. */
public final class MemoryConfigCentre extends AbstractDynamicConfigurationFactory {

    /** What it holds, by data id. */
    static final Map<String, String> TEXTS = new ConcurrentHashMap<>();

    private static final Map<String, Set<ConfigurationListener>> LISTENERS = new ConcurrentHashMap<>();

    /** Puts a text, and tells those who listen. */
    static void push(String dataId, String text) {
        TEXTS.put(dataId, text);
        ConfigChangedEvent event =
                new ConfigChangedEvent(dataId, DynamicConfiguration.DEFAULT_GROUP, text, ConfigChangeType.MODIFIED);
        LISTENERS.getOrDefault(dataId, Set.of()).forEach(listener -> listener.process(event));
    }

    /** For Dubbo's extension loader. */
    public MemoryConfigCentre() {}

    @Override
    protected DynamicConfiguration createDynamicConfiguration(URL url) {
        return new DynamicConfiguration() {
            @Override
            public void addListener(String key, String group, ConfigurationListener listener) {
                LISTENERS
                        .computeIfAbsent(key, id -> new CopyOnWriteArraySet<>())
                        .add(listener);
            }

            @Override
            public void removeListener(String key, String group, ConfigurationListener listener) {
                LISTENERS.getOrDefault(key, Set.of()).remove(listener);
            }

            @Override
            public String getConfig(String key, String group, long timeout) {
                return TEXTS.get(key);
            }

            @Override
            public Object getInternalProperty(String key) {
                return null;
            }
        };
    }
}
