package io.github.dubbogray.router.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.dubbo.common.config.Environment;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrayPropertiesTest {

    private static final String KEY = "dubbo.gray.test.property";

    private final FrameworkModel framework = new FrameworkModel();
    private final ApplicationModel application = framework.newApplication();
    private final Environment environment = application.modelEnvironment();
    private final GrayProperties properties = GrayProperties.of(application);

    @AfterEach
    void destroy() {
        System.clearProperty(KEY);
        framework.destroy();
    }

    @Test
    void absentProperty_isAbsent() {
        assertThat(properties.evenIfBlank(KEY)).isNull();
        assertThat(properties.text(KEY)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void blankSystemProperty_isNotHidden(String blank) {
        System.setProperty(KEY, blank);
        environment.setAppConfigMap(new HashMap<>(Map.of(KEY, "of the application")));

        assertThat(properties.evenIfBlank(KEY)).isEqualTo(blank);
        assertThat(properties.text(KEY)).contains("of the application");
    }

    @Test
    void everyPlace_mayHaveABlank() {
        environment.setAppConfigMap(new HashMap<>(Map.of(KEY, "")));
        assertThat(properties.evenIfBlank(KEY)).isEmpty();

        environment.setExternalConfigMap(new HashMap<>(Map.of(KEY, " ")));
        assertThat(properties.evenIfBlank(KEY)).isEqualTo(" ");

        environment.setAppExternalConfigMap(new HashMap<>(Map.of(KEY, "set")));
        assertThat(properties.evenIfBlank(KEY)).isEqualTo("set");
    }

    @Test
    void valueOfDubbosOwnFile_isFound() {
        environment.getPropertiesConfiguration().getProperties().put(KEY, "");

        assertThat(properties.evenIfBlank(KEY)).isEmpty();
        assertThat(properties.text(KEY)).isEmpty();
    }
}
