package io.github.dubbogray.router.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.dubbo.common.config.Environment;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyPlacesTest {

    private static final String KEY = "dubbo.gray.test.property";

    private final FrameworkModel framework = new FrameworkModel();
    private final ApplicationModel application = framework.newApplication();
    private final Environment environment = application.modelEnvironment();
    private final Map<String, String> variables = new HashMap<>();
    private final PropertyPlaces places = PropertyPlaces.of(application, variables::get);

    @AfterEach
    void destroy() {
        System.clearProperty(KEY);
        framework.destroy();
    }

    @Test
    void absentProperty_isAbsent() {
        assertThat(places.first(KEY)).isNull();
        assertThat(places.firstNotBlank(KEY)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void blankSystemProperty_isNotHidden(String blank) {
        System.setProperty(KEY, blank);
        environment.setAppConfigMap(new HashMap<>(Map.of(KEY, "of the application")));

        assertThat(places.first(KEY)).isEqualTo(blank);
        assertThat(places.firstNotBlank(KEY)).isEqualTo("of the application");
    }

    @Test
    void everyPlace_mayHaveABlank() {
        environment.setAppConfigMap(new HashMap<>(Map.of(KEY, "")));
        assertThat(places.first(KEY)).isEmpty();

        environment.setExternalConfigMap(new HashMap<>(Map.of(KEY, " ")));
        assertThat(places.first(KEY)).isEqualTo(" ");

        environment.setAppExternalConfigMap(new HashMap<>(Map.of(KEY, "set")));
        assertThat(places.first(KEY)).isEqualTo("set");
    }

    @Test
    void valueOfDubbosOwnFile_isFound() {
        environment.getPropertiesConfiguration().getProperties().put(KEY, "");

        assertThat(places.first(KEY)).isEmpty();
        assertThat(places.firstNotBlank(KEY)).isNullOrEmpty();
    }

    @Test
    @DisplayName("a list of application.yml, of which Spring makes one property for each element")
    void list_isOneText() {
        environment.setAppConfigMap(new HashMap<>(
                Map.of(KEY + "[0]", "10.0.0.0/8", KEY + "[1]", "fd00::/8", KEY + "[3]", "is out of reach")));

        assertThat(places.first(KEY)).isEqualTo("10.0.0.0/8,fd00::/8");
        assertThat(places.firstNotBlank(KEY)).isEqualTo("10.0.0.0/8,fd00::/8");

        environment.setExternalConfigMap(new HashMap<>(Map.of(KEY, "none")));
        assertThat(places.first(KEY)).isEqualTo("none");
    }

    @Test
    void variableOfAHyphenatedName_isFoundOnEveryDubbo() {
        variables.put("DUBBO_GRAY_SERVED_BY", "false");
        environment.setAppConfigMap(new HashMap<>(Map.of("dubbo.gray.served-by", "true")));

        assertThat(places.first("dubbo.gray.served-by")).isEqualTo("false");
        assertThat(places.firstNotBlank("dubbo.gray.served-by")).isEqualTo("false");
    }

    @Test
    void blankVariable_isNotHidden() {
        variables.put("DUBBO_GRAY_TEST_PROPERTY", " ");
        environment.setAppConfigMap(new HashMap<>(Map.of(KEY, "of the application")));

        assertThat(places.first(KEY)).isEqualTo(" ");
        assertThat(places.firstNotBlank(KEY)).isEqualTo("of the application");
    }

    @Test
    void systemProperty_goesBeforeAVariable() {
        variables.put("DUBBO_GRAY_TEST_PROPERTY", "of the environment");
        System.setProperty(KEY, "of the command line");

        assertThat(places.first(KEY)).isEqualTo("of the command line");
        assertThat(places.firstNotBlank(KEY)).isEqualTo("of the command line");
    }
}
