package io.github.dubbogray.router.settings;

import io.github.dubbogray.core.text.Nearest;
import io.github.dubbogray.core.text.Quoted;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.dubbo.common.config.Environment;
import org.apache.dubbo.rpc.model.ApplicationModel;

/**
 * Properties that begin as those of this library do and are none: a misspelled one would change nothing and say nothing. Each
 * is told with the place it stands in and the name that was probably meant, so many and no more.
 */
final class UnknownProperties {

    private static final int MOST = 20;

    /** Spring spells the elements of a list so. */
    private static final Pattern ELEMENT = Pattern.compile("\\[[0-9]+]$");

    private static final String VARIABLE_PREFIX = toVariable(KnownProperties.PREFIX);
    private static final List<String> VARIABLES =
            KnownProperties.NAMES.stream().map(UnknownProperties::toVariable).toList();

    private UnknownProperties() {}

    /** Returns what to say of those of an application, a sentence for each, in the order of the places and names. */
    static List<String> in(ApplicationModel application) {
        Environment places = application.modelEnvironment();
        return in(
                new Place(
                        "the environment", places.getEnvironmentConfiguration().getProperties()),
                List.of(
                        new Place("-D", places.getSystemConfiguration().getProperties()),
                        new Place("the config centre", places.getAppExternalConfigMap()),
                        new Place("the config centre", places.getExternalConfigMap()),
                        new Place("the application's configuration", places.getAppConfigMap()),
                        new Place(
                                "dubbo.properties",
                                places.getPropertiesConfiguration().getProperties())));
    }

    /** Where properties stand, and what stands there. */
    record Place(String name, Map<String, String> properties) {

        private Stream<String> namesFrom(String prefix, UnaryOperator<String> plain, Collection<String> known) {
            return properties.keySet().stream()
                    .filter(key -> key.startsWith(prefix))
                    .map(plain)
                    .filter(key -> !known.contains(key))
                    .distinct()
                    .sorted()
                    .map(key -> sentence(key, known));
        }

        private String sentence(String key, Collection<String> known) {
            return Quoted.of(key) + " in " + name + " is no property of this library and changes nothing"
                    + Nearest.to(key, known)
                            .map(meant -> "; " + meant + " is one")
                            .orElse("");
        }
    }

    static List<String> in(Place variables, List<Place> others) {
        return Stream.concat(
                        variables.namesFrom(VARIABLE_PREFIX, UnaryOperator.identity(), VARIABLES),
                        others.stream()
                                .flatMap(place -> place.namesFrom(
                                        KnownProperties.PREFIX,
                                        key -> ELEMENT.matcher(key).replaceAll(""),
                                        KnownProperties.NAMES)))
                .limit(MOST)
                .toList();
    }

    private static String toVariable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
