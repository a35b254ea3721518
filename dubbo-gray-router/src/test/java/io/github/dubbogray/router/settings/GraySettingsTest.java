package io.github.dubbogray.router.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.testing.CapturedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.dubbo.common.config.Environment;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.util.SetSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraySettingsTest {

    private static final GraySettings DEFAULTS = new GraySettings(
            GraySettings.Activity.ACTIVE,
            "",
            Path.of(System.getProperty("user.home"), ".dubbo-gray"),
            new GraySettings.Live(GraySettings.Activity.ACTIVE, 30),
            GraySettings.Activity.OFF,
            GraySettings.Activity.ACTIVE,
            new GraySettings.Announced(GraySettings.Activity.ACTIVE, 10));

    private FrameworkModel framework;
    private ApplicationModel application;

    @BeforeEach
    void start() {
        framework = new FrameworkModel();
        application = framework.newApplication();
    }

    @AfterEach
    void destroy() {
        framework.destroy();
    }

    @Test
    void nothingIsSet_defaultsApply() {
        assertThat(GraySettings.of(application)).isEqualTo(DEFAULTS);
    }

    @Nested
    class Sources {

        private static final Map<String, String> ALL = Map.of(
                "dubbo.gray.enabled", "false",
                "dubbo.gray.labels", "version=v2,env=gray",
                "dubbo.gray.last-good.dir", "/var/lib/gray",
                "dubbo.gray.registry.live", "false",
                "dubbo.gray.registry.reconcile", "5",
                "dubbo.gray.dynamic-weight", "true",
                "dubbo.gray.served-by", "false",
                "dubbo.gray.announce", "false");
        private static final GraySettings READ = new GraySettings(
                GraySettings.Activity.OFF,
                "version=v2,env=gray",
                Path.of("/var/lib/gray"),
                new GraySettings.Live(GraySettings.Activity.OFF, 5),
                GraySettings.Activity.ACTIVE,
                GraySettings.Activity.OFF,
                new GraySettings.Announced(GraySettings.Activity.OFF, 10));

        @Test
        @SetSystemProperty(key = "dubbo.gray.enabled", value = "false")
        @SetSystemProperty(key = "dubbo.gray.labels", value = "version=v2,env=gray")
        @SetSystemProperty(key = "dubbo.gray.last-good.dir", value = "/var/lib/gray")
        @SetSystemProperty(key = "dubbo.gray.registry.live", value = "false")
        @SetSystemProperty(key = "dubbo.gray.registry.reconcile", value = "5")
        @SetSystemProperty(key = "dubbo.gray.dynamic-weight", value = "true")
        @SetSystemProperty(key = "dubbo.gray.served-by", value = "false")
        @SetSystemProperty(key = "dubbo.gray.announce", value = "false")
        void systemProperties_areRead() {
            assertThat(GraySettings.of(application)).isEqualTo(READ);
        }

        @Test
        void applicationYaml_isRead() {
            environment().setAppConfigMap(new HashMap<>(ALL));

            assertThat(GraySettings.of(application)).isEqualTo(READ);
        }

        @Test
        void configCentre_isRead() {
            environment().setExternalConfigMap(new HashMap<>(ALL));

            assertThat(GraySettings.of(application)).isEqualTo(READ);
        }

        @Test
        void dubboProperties_areRead(@TempDir Path directory) throws IOException {
            Path file = directory.resolve("dubbo.properties");
            StringBuilder lines = new StringBuilder();
            ALL.forEach(
                    (key, value) -> lines.append(key).append('=').append(value).append('\n'));
            Files.writeString(file, lines);
            System.setProperty("dubbo.properties.file", file.toString());
            try {
                assertThat(GraySettings.of(framework.newApplication())).isEqualTo(READ);
            } finally {
                System.clearProperty("dubbo.properties.file");
            }
        }

        @Test
        @SetSystemProperty(key = "dubbo.gray.labels", value = "version=v3")
        void systemPropertyAndApplicationYaml_systemPropertyWins() {
            environment().setAppConfigMap(new HashMap<>(ALL));

            assertThat(GraySettings.of(application))
                    .isEqualTo(new GraySettings(
                            READ.activity(),
                            "version=v3",
                            READ.lastGoodDirectory(),
                            READ.live(),
                            READ.loadWeight(),
                            READ.servedBy(),
                            READ.announcement()));
        }
    }

    @Nested
    class Enabled {

        @ParameterizedTest
        @ValueSource(strings = {"false", " false "})
        void isFalse_off(String text) {
            assertThat(enabled(text).activity()).isEqualTo(GraySettings.Activity.OFF);
        }

        @ParameterizedTest
        @ValueSource(strings = {"true", " true "})
        void isTrue_activeAndSilent(String text) {
            try (CapturedLog log = new CapturedLog()) {
                assertThat(enabled(text).activity()).isEqualTo(GraySettings.Activity.ACTIVE);
                assertThat(log.text()).isEmpty();
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"no", "0", "FALSE"})
        void isNeither_activeAndSaysSo(String text) {
            try (CapturedLog log = new CapturedLog()) {
                assertThat(enabled(text).activity()).isEqualTo(GraySettings.Activity.ACTIVE);
                assertThat(log.text())
                        .contains("dubbo.gray.enabled is '" + text + "', must be true or false; it counts as true");
            }
        }

        private GraySettings enabled(String text) {
            environment().setAppConfigMap(new HashMap<>(Map.of("dubbo.gray.enabled", text)));
            return GraySettings.of(application);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "soon", "1000000"})
    void badReconcile_isNamedAndTheDefault(String text) {
        environment().setAppConfigMap(new HashMap<>(Map.of("dubbo.gray.registry.reconcile", text)));
        try (CapturedLog log = new CapturedLog()) {
            assertThat(GraySettings.of(application).live().reconcileSeconds()).isEqualTo(30);
            assertThat(log.text())
                    .contains("dubbo.gray.registry.reconcile is '" + text
                            + "', must be a whole number of seconds from 0 to 999999; it counts as 30");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "dubbo.gray.labels, which names no label; this instance publishes none",
        "dubbo.gray.last-good.dir, which is no path; it counts as .dubbo-gray in the user's home",
        "dubbo.gray.enabled, must be true or false; it counts as true",
        "dubbo.gray.registry.live, must be true or false; it counts as true",
        "dubbo.gray.registry.reconcile, must be a whole number of seconds from 0 to 999999; it counts as 30",
        "dubbo.gray.dynamic-weight, must be true or false; it counts as false",
        "dubbo.gray.served-by, must be true or false; it counts as true",
        "dubbo.gray.announce, must be true or false; it counts as true"
    })
    void blank_isTheDefaultAndSaysSo(String property, String whatCounts) {
        environment().setAppConfigMap(new HashMap<>(Map.of(property, "  ")));

        try (CapturedLog log = new CapturedLog()) {
            assertThat(GraySettings.of(application)).isEqualTo(DEFAULTS);
            assertThat(log.text()).contains(property + " is blank, " + whatCounts);
        }
    }

    @Test
    @SetSystemProperty(key = "dubbo.gray.labels", value = "")
    void blankLabelsBeforeOthers_leaveTheOthersInSilence() {
        environment().setAppConfigMap(new HashMap<>(Map.of("dubbo.gray.labels", "env=gray")));

        try (CapturedLog log = new CapturedLog()) {
            assertThat(GraySettings.of(application).labels()).isEqualTo("env=gray");
            assertThat(log.text()).doesNotContain("dubbo.gray.labels");
        }
    }

    @Test
    void pathThatIsNone_isSaidAndTheApplicationStarts() {
        environment().setAppConfigMap(new HashMap<>(Map.of("dubbo.gray.last-good.dir", "gray\0")));

        try (CapturedLog log = new CapturedLog()) {
            assertThat(GraySettings.of(application).lastGoodDirectory()).isEqualTo(Path.of(".dubbo-gray"));
            assertThat(log.text()).contains("dubbo.gray.last-good.dir is 'gray", "which is no path here");
        }
    }

    private Environment environment() {
        return application.modelEnvironment();
    }
}
