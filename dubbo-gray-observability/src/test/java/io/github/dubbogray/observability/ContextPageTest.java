package io.github.dubbogray.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.filter.call.Stations;
import io.github.dubbogray.testing.JavaSources;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.rpc.Filter;
import org.apache.dubbo.rpc.HeaderFilter;
import org.apache.dubbo.rpc.cluster.filter.ClusterFilter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/context.md has every station of a call, and every key on its invocation")
class ContextPageTest {

    private static final Path PAGE = Path.of("..", "docs", "context.md");
    private static final List<Path> WITH_STATIONS = List.of(Path.of("..", "dubbo-gray-filter"), Path.of(""));
    private static final List<Path> WITH_KEYS =
            List.of(Path.of("..", "dubbo-gray-router"), Path.of("..", "dubbo-gray-filter"), Path.of(""));

    private static final Pattern STATION = line("\\| `(gray-[a-z-]+)` \\| `([A-Z_]+)` \\| ([^|]+) \\|.*");
    private static final Pattern KEY = line("\\| `(dubbo-gray\\.[a-z-]+)` \\|.*");
    private static final Pattern EXTENSION = line("(gray-[a-z-]+)=(\\S+)");
    private static final Pattern ORDER = Pattern.compile("@Activate\\([^)]*order = ([^),]+)");
    private static final Pattern KEY_IN_CODE = Pattern.compile("\"(dubbo-gray\\.[a-z-]+)\"");

    @Test
    void stations_areTheConstants() throws IllegalAccessException {
        assertThat(found(STATION, Stream.of(PAGE)).map(row -> row.group(2)))
                .containsExactlyInAnyOrderElementsOf(constants().keySet());
    }

    @Test
    void stationsOfAChain_areInTheirOrder() throws IllegalAccessException {
        Map<String, Integer> constants = constants();
        Map<String, List<Integer>> chains = new HashMap<>();
        found(STATION, Stream.of(PAGE))
                .forEach(row -> chains.computeIfAbsent(row.group(3), none -> new ArrayList<>())
                        .add(constants.get(row.group(2))));

        assertThat(chains.values()).allSatisfy(chain -> assertThat(chain).isSorted());
    }

    @Test
    void filters_standWhereTheirStationDoes() throws ReflectiveOperationException {
        List<String> filters = new ArrayList<>();
        for (Class<?> kind : List.of(Filter.class, ClusterFilter.class, HeaderFilter.class)) {
            Path file = Path.of("src", "main", "resources", "META-INF", "dubbo", kind.getName());
            Stream<Path> files = WITH_STATIONS.stream().map(module -> module.resolve(file));
            for (MatchResult filter :
                    found(EXTENSION, files.filter(Files::exists)).toList()) {
                Activate activate = Class.forName(filter.group(2)).getAnnotation(Activate.class);
                filters.add(filter.group(1) + " " + activate.order());
            }
        }
        Map<String, Integer> constants = constants();

        assertThat(filters)
                .containsExactlyInAnyOrderElementsOf(found(STATION, Stream.of(PAGE))
                        .map(row -> row.group(1) + " " + constants.get(row.group(2)))
                        .toList());
    }

    @Test
    void orders_areConstantsOfStations() {
        assertThat(found(ORDER, sources(WITH_STATIONS)).map(order -> order.group(1)))
                .isNotEmpty()
                .allMatch(order -> order.matches("Stations\\.[A-Z_]+"));
    }

    @Test
    void keys_areThoseOfTheCode() {
        assertThat(found(KEY, Stream.of(PAGE)).map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(found(KEY_IN_CODE, sources(WITH_KEYS))
                        .map(key -> key.group(1))
                        .toList());
    }

    private static Map<String, Integer> constants() throws IllegalAccessException {
        Map<String, Integer> constants = new HashMap<>();
        for (Field constant : Stations.class.getFields()) {
            constants.put(constant.getName(), constant.getInt(null));
        }
        return constants;
    }

    private static Stream<Path> sources(List<Path> modules) {
        return modules.stream()
                .map(module -> module.resolve(Path.of("src", "main", "java")))
                .flatMap(JavaSources::below);
    }

    private static Stream<MatchResult> found(Pattern pattern, Stream<Path> files) {
        return files.flatMap(file -> pattern.matcher(JavaSources.text(file)).results());
    }

    private static Pattern line(String regex) {
        return Pattern.compile("^" + regex + "$", Pattern.MULTILINE);
    }
}
