package io.github.dubbogray.spring.boot;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.common.config.configcenter.AbstractDynamicConfigurationFactory;
import org.apache.dubbo.common.config.configcenter.ConfigurationListener;
import org.apache.dubbo.common.config.configcenter.DynamicConfiguration;

/** A config centre that Dubbo starts as any other, for {@code memory://…}; its texts are there before it is. */
public final class MemoryConfigCentre extends AbstractDynamicConfigurationFactory {

    /** What it holds, by data id. */
    static final Map<String, String> TEXTS = new ConcurrentHashMap<>();

    /** For Dubbo's extension loader. */
    public MemoryConfigCentre() {}

    @Override
    protected DynamicConfiguration createDynamicConfiguration(URL url) {
        return new DynamicConfiguration() {
            @Override
            public void addListener(String key, String group, ConfigurationListener listener) {}

            @Override
            public void removeListener(String key, String group, ConfigurationListener listener) {}

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
