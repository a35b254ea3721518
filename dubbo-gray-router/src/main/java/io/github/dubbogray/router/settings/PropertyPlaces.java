package io.github.dubbogray.router.settings;

import java.util.Objects;
import java.util.stream.Stream;
import org.apache.dubbo.common.config.Configuration;
import org.apache.dubbo.common.config.ConfigurationUtils;
import org.apache.dubbo.common.config.Environment;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.jspecify.annotations.Nullable;

/**
 * The places of an application's properties, which are Dubbo's: {@code -D}, environment, config centre, {@code
 * application.yml}, {@code dubbo.properties}, the first one first. They are asked as they are at that time.
 */
record PropertyPlaces(Environment environment, Configuration asDubbo) {

    static PropertyPlaces of(ApplicationModel application) {
        return new PropertyPlaces(
                application.modelEnvironment(),
                ConfigurationUtils.getGlobalConfiguration(application.getDefaultModule()));
    }

    /** Returns a property as Dubbo reads it, which goes on to the next place where it is blank; null if it is nowhere. */
    @Nullable String firstNotBlank(String key) {
        return asDubbo.getString(key);
    }

    /**
     * Returns a property as the first place has it that has it at all, and be it blank there, or null if none has. For what
     * must not turn from a blank into a default: Dubbo does not tell one that is blank from one that is absent.
     */
    @Nullable String first(String key) {
        return Stream.of(
                        environment.getSystemConfiguration(),
                        environment.getEnvironmentConfiguration(),
                        environment.getAppExternalConfiguration(),
                        environment.getExternalConfiguration(),
                        environment.getAppConfiguration(),
                        environment.getPropertiesConfiguration())
                .map(place -> place.getInternalProperty(key))
                .filter(Objects::nonNull)
                .findFirst()
                .map(Object::toString)
                .orElseGet(() -> firstNotBlank(key));
    }
}
