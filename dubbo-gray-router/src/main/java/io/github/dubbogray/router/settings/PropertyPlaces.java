package io.github.dubbogray.router.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.dubbo.common.config.Configuration;
import org.apache.dubbo.common.config.ConfigurationUtils;
import org.apache.dubbo.common.config.Environment;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.jspecify.annotations.Nullable;

/**
 * The places of an application's properties, which are Dubbo's: {@code -D}, environment, config centre, {@code
 * application.yml}, {@code dubbo.properties}, the first one first. They are asked as they are at that time.
 *
 * <p>Of the environment, variables are asked here as well: before 3.3.6 Dubbo does not find {@code DUBBO_GRAY_SERVED_BY} for
 * {@code dubbo.gray.served-by}.
 *
 * @param variables gives the value of an environment variable, or null
 */
record PropertyPlaces(Environment environment, Configuration asDubbo, UnaryOperator<@Nullable String> variables) {

    static PropertyPlaces of(ApplicationModel application) {
        return of(application, System::getenv);
    }

    static PropertyPlaces of(ApplicationModel application, UnaryOperator<@Nullable String> variables) {
        return new PropertyPlaces(
                application.modelEnvironment(),
                ConfigurationUtils.getGlobalConfiguration(application.getDefaultModule()),
                variables);
    }

    /** Returns a property as Dubbo reads it, which goes on to the next place where it is blank; null if it is nowhere. */
    @Nullable String firstNotBlank(String key) {
        Optional<String> system = in(environment.getSystemConfiguration(), key).filter(text -> !text.isBlank());
        Optional<String> variable = ofEnvironment(key).filter(text -> !text.isBlank());
        return system.or(() -> variable)
                .or(() -> Optional.ofNullable(asDubbo.getString(key)))
                .or(() -> ofFiles(place -> list(place, key))) // which Dubbo does not know
                .orElse(null);
    }

    /**
     * Returns a property as the first place has it that has it at all, and be it blank there, or null if none has. For what
     * must not turn from a blank into a default: Dubbo does not tell one that is blank from one that is absent.
     */
    @Nullable String first(String key) {
        return in(environment.getSystemConfiguration(), key)
                .or(() -> ofEnvironment(key))
                .or(() -> ofFiles(place -> in(place, key)))
                .orElseGet(() -> asDubbo.getString(key));
    }

    private Optional<String> ofFiles(Function<Configuration, Optional<String>> value) {
        return Stream.of(
                        environment.getAppExternalConfiguration(),
                        environment.getExternalConfiguration(),
                        environment.getAppConfiguration(),
                        environment.getPropertiesConfiguration())
                .flatMap(place -> value.apply(place).stream())
                .findFirst();
    }

    private Optional<String> ofEnvironment(String key) {
        return in(environment.getEnvironmentConfiguration(), key)
                .or(() -> Optional.ofNullable(variables.apply(
                        key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'))));
    }

    private static Optional<String> in(Configuration place, String key) {
        return text(place, key).or(() -> list(place, key));
    }

    /** Spring makes {@code key[0]}, {@code key[1]} of a YAML list; here it is one text. */
    private static Optional<String> list(Configuration place, String key) {
        List<String> elements = new ArrayList<>();
        Optional<String> element = text(place, key + "[0]");
        while (element.isPresent()) {
            elements.add(element.get());
            element = text(place, key + "[" + elements.size() + "]");
        }
        return elements.isEmpty() ? Optional.empty() : Optional.of(String.join(",", elements));
    }

    private static Optional<String> text(Configuration place, String key) {
        return Optional.ofNullable(place.getInternalProperty(key)).map(Object::toString);
    }
}
