package io.github.dubbogray.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dubbogray.filter.GrayEntry;
import io.github.dubbogray.filter.servlet.GrayServletFilter;
import io.github.dubbogray.observability.metrics.GrayMetrics;
import io.github.dubbogray.observability.probe.GrayReadinessProbe;
import io.github.dubbogray.router.GrayApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.web.client.RestTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Every property that is listed: one that is blank, or that cannot be read, is named in the log, and everything starts. */
@ExtendWith(OutputCaptureExtension.class)
class UnreadablePropertiesTest {

    private static final Path LISTED = Path.of("src/main/resources/META-INF/spring-configuration-metadata.json");

    /** What none of them can be. */
    private static final Map<String, String> UNREADABLE = Map.of(
            "java.lang.Boolean", "maybe",
            "java.lang.Integer", "99999999",
            "java.lang.String", "a\u0000b");

    /** What is wrong with a secret is said without showing it. */
    private static final String SECRET = "dubbo.gray.entry.secret";

    private final FrameworkModel framework = new FrameworkModel();
    private final ApplicationModel dubbo = framework.newApplication();
    private final WebApplicationContextRunner web = new WebApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(DubboGrayAutoConfiguration.class, RestTemplateAutoConfiguration.class))
            .withBean(ApplicationModel.class, () -> dubbo);

    @AfterEach
    void destroy() {
        framework.destroy();
    }

    static List<String> properties() throws IOException {
        JsonNode properties = new ObjectMapper().readTree(LISTED.toFile()).path("properties");
        return StreamSupport.stream(properties.spliterator(), false)
                .flatMap(property -> Stream.of(
                        property.path("name").asText() + "= ",
                        property.path("name").asText() + "="
                                + UNREADABLE.get(property.path("type").asText())))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("properties")
    void property_isNamedInTheLog(String property, CapturedOutput log) {
        String key = property.substring(0, property.indexOf('='));
        String value = property.substring(key.length() + 1);
        dubbo.modelEnvironment().setAppConfigMap(new HashMap<>(Map.of(key, value)));

        web.withPropertyValues(property).run(context -> assertThat(context).hasNotFailed());
        GrayApplication.of(dubbo);
        GrayEntry.of(dubbo);
        GrayMetrics.of(dubbo);
        new GrayReadinessProbe(framework).check();

        assertThat(log.getAll().lines())
                .as(property)
                .anyMatch(line -> line.contains(key) && (line.contains("is blank, ") || isNamed(key, value, line)));
    }

    /** Of a URL that may have a secret, the beginning is shown. */
    private static boolean isNamed(String key, String value, String line) {
        if (key.equals(SECRET)) {
            return line.contains("secret 1 of 1 has 3 characters") && !line.contains(value);
        }
        return line.contains("'" + value.replace("\u0000", "\\u0000") + "'") || line.contains(" is a…, ");
    }

    @ParameterizedTest
    @CsvSource({"dubbo.gray.enabled", "dubbo.gray.http.in"})
    void unreadableOnTheWayIn_isOn(String property) {
        for (String value : List.of(" ", "no", "tru")) {
            web.withPropertyValues(property + "=" + value)
                    .run(context -> assertThat(context).hasSingleBean(GrayServletFilter.class));
        }
        web.withPropertyValues(property + "= false ")
                .run(context -> assertThat(context).doesNotHaveBean(GrayServletFilter.class));
    }

    @Test
    @DisplayName("dubbo.gray.http.out: what cannot be read sends no tag out")
    void unreadableOnTheWayOut_isOff() {
        for (String value : List.of(" ", "no", "tru", " false ")) {
            web.withPropertyValues("dubbo.gray.http.out=" + value)
                    .run(context -> assertThat(context).doesNotHaveBean("grayRestTemplateCustomizer"));
        }
        web.withPropertyValues("dubbo.gray.http.out= true ")
                .run(context -> assertThat(context).hasBean("grayRestTemplateCustomizer"));
    }
}
