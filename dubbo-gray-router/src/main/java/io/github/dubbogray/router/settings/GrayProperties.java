package io.github.dubbogray.router.settings;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.dubbo.common.config.Configuration;
import org.apache.dubbo.common.config.ConfigurationUtils;
import org.apache.dubbo.common.config.Environment;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.jspecify.annotations.Nullable;

/**
 * The properties of an application from where Dubbo reads its own: {@code -D}, environment, config centre, {@code
 * application.yml}, {@code dubbo.properties}, the first one first.
 */
public final class GrayProperties {

    private final Environment environment;
    private final Configuration asDubbo;

    private GrayProperties(Environment environment, Configuration asDubbo) {
        this.environment = environment;
        this.asDubbo = asDubbo;
    }

    /** Returns those of an application, as they are when they are asked for. */
    public static GrayProperties of(ApplicationModel application) {
        return new GrayProperties(
                application.modelEnvironment(),
                ConfigurationUtils.getGlobalConfiguration(application.getDefaultModule()));
    }

    /** Returns a property as Dubbo reads it, which goes on to the next place where it is blank; empty if it is nowhere. */
    public Optional<String> text(String key) {
        return Optional.ofNullable(asDubbo.getString(key)).filter(text -> !text.isBlank());
    }

    /**
     * Returns a property as the first place has it that has it at all, and be it blank there, or null if none has. For what
     * must not turn from a blank into a default: Dubbo does not tell one that is blank from one that is absent.
     */
    public @Nullable String evenIfBlank(String key) {
        return Stream.of(
                        environment.getSystemConfiguration(),
                        environment.getEnvironmentConfiguration(),
                        environment.getAppExternalConfiguration(),
                        environment.getExternalConfiguration(),
                        environment.getAppConfiguration(),
                        environment.getPropertiesConfiguration())
                .map(place -> place.getInternalProperty(key))
                .filter(value -> value != null)
                .findFirst()
                .map(Object::toString)
                .orElseGet(() -> asDubbo.getString(key));
    }
}
