package io.github.dubbogray.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.OpenFeatureAPI;
import io.github.dubbogray.feature.GraySwitch;
import io.github.dubbogray.feature.GraySwitches;
import io.github.dubbogray.feature.Standing;
import io.github.dubbogray.feature.SwitchGroup;
import io.github.dubbogray.feature.SwitchName;
import io.github.dubbogray.observability.qos.GrayReport;
import io.github.dubbogray.openfeature.GraySwitchProvider;
import io.github.dubbogray.router.GrayApplication;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@DisplayName("Switches are injected, and take effect without a restart (E27)")
class SwitchInjectionTest {

    @TempDir
    private Path folder;

    private final String application = "shop-" + UUID.randomUUID();
    private final FrameworkModel framework = new FrameworkModel();
    private final ApplicationModel dubbo = framework.newApplication();
    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(DubboGrayAutoConfiguration.class))
            .withBean(ApplicationModel.class, () -> dubbo);

    /** Readings of one document. */
    interface Checkout {

        @SwitchName("timeout")
        default long timeoutMillis() {
            return 300;
        }
    }

    /** What an application writes. */
    @Configuration
    static class Shop {

        @Bean
        Page page(
                @SwitchName("new") GraySwitch<Boolean> isNew,
                @SwitchName("timeout") GraySwitch<Long> timeout,
                @SwitchName("factor") GraySwitch<Double> factor,
                @SwitchName("layout") GraySwitch<String> layout,
                GraySwitches switches) {
            return new Page(isNew, timeout, factor, layout, switches.group(Checkout.class));
        }
    }

    record Page(
            GraySwitch<Boolean> isNew,
            GraySwitch<Long> timeout,
            GraySwitch<Double> factor,
            GraySwitch<String> layout,
            SwitchGroup<Checkout> checkout) {

        @Override
        public String toString() {
            return isNew.get() + " " + timeout.get() + " " + factor.get() + " " + layout.get() + " "
                    + checkout.now().timeoutMillis();
        }
    }

    @BeforeEach
    void begin() {
        dubbo.getApplicationConfigManager().setApplication(new ApplicationConfig(application));
        dubbo.modelEnvironment().setAppConfigMap(Map.of("dubbo.gray.last-good.dir", folder.toString()));
        dubbo.modelEnvironment()
                .setDynamicConfiguration(
                        new MemoryConfigCentre().createDynamicConfiguration(URL.valueOf("memory://127.0.0.1")));
        push("true", 500);
    }

    @AfterEach
    void destroy() {
        framework.destroy();
    }

    private void push(String isNew, int timeout) {
        MemoryConfigCentre.push(
                application + ".gray-switches",
                "apiVersion: dubbo-gray/v1\napplication: " + application + "\nswitches:\n"
                        + "  new: { type: boolean, default: " + isNew + " }\n"
                        + "  timeout: { type: integer, default: " + timeout + " }\n"
                        + "  factor: { type: number, default: 1.5 }\n");
    }

    @Test
    void injectedSwitches_followTheDocument() {
        context.withUserConfiguration(Shop.class).run(started -> {
            Page page = started.getBean(Page.class);
            assertThat(page).hasToString("true 500 1.5  500");
            push("false", 200);

            assertThat(page).hasToString("false 200 1.5  200");
        });
    }

    @Test
    @DisplayName("what is injected is what the QoS command and the actuator show, with what had no answer")
    void injectedSwitches_areInTheReport() {
        context.withUserConfiguration(Shop.class).run(started -> {
            GrayApplication.of(dubbo); // as Dubbo's start makes it
            assertThat(started.getBean(Page.class)).hasToString("true 500 1.5  500"); // there is no layout
            push("true", 500);

            assertThat(GrayReport.SWITCHES.toText(List.of(dubbo)).lines())
                    .satisfiesExactly(
                            line -> assertThat(line).isEqualTo("application " + application + ": active"),
                            line -> assertThat(line).matches(application + "  revision [0-9a-f]{12}  current"),
                            line -> assertThat(line).matches("  SWITCH +TYPE +NOW +OWNER +DESCRIPTION"),
                            line -> assertThat(line).matches("  new +boolean +true +- +-"),
                            line -> assertThat(line).matches("  timeout +integer +500 +- +-"),
                            line -> assertThat(line).matches("  factor +number +1.5 +- +-"),
                            line -> assertThat(line).isEqualTo("  unanswered, flag_not_found: 1"));
        });
        assertThat(GrayReport.SWITCHES.toText(List.of(dubbo))).contains("no document of switches is followed");
    }

    @Test
    @DisplayName("dubbo.gray.enabled=false: an application that has switches injected starts, and goes by its code")
    void libraryOff_switchesAreWhatTheCodeSays() {
        context.withPropertyValues("dubbo.gray.enabled=false")
                .withUserConfiguration(Shop.class)
                .run(started -> {
                    assertThat(started).hasNotFailed().hasSingleBean(GraySwitchProvider.class);
                    assertThat(started.getBean(Page.class)).hasToString("false 0 0.0  300");
                    assertThat(started.getBean(GraySwitches.class).standing()).isEqualTo(new Standing.Current());
                });
    }

    @Test
    void provider_isThereToBeSet() {
        context.run(started -> {
            OpenFeatureAPI.getInstance().setProviderAndWait(application, started.getBean(GraySwitchProvider.class));
            Client client = OpenFeatureAPI.getInstance().getClient(application);

            assertThat(client.getBooleanValue("new", false)).isTrue();
        });
        OpenFeatureAPI.getInstance().shutdown();
    }

    @Test
    void switchWithoutAName_saysSo() {
        context.withBean(Nameless.class)
                .run(started -> assertThat(started)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("must say which by @SwitchName"));
    }

    record Nameless(GraySwitch<Boolean> which) {}

    @Test
    void nobodyAsks_nothingIsFollowed() {
        context.run(started -> assertThat(started.getBeanFactory().containsSingleton("graySwitches"))
                .isFalse());
    }

    @Test
    void withoutTheJar_thereAreNone() {
        context.withClassLoader(
                        new FilteredClassLoader("io.github.dubbogray.feature", "io.github.dubbogray.openfeature"))
                .run(started -> assertThat(started).hasNotFailed().doesNotHaveBean("graySwitches"));
    }

    @Test
    void withoutOpenFeature_theyAreThereAllTheSame() {
        context.withClassLoader(new FilteredClassLoader("dev.openfeature"))
                .withUserConfiguration(Shop.class)
                .run(started -> assertThat(started)
                        .hasNotFailed()
                        .hasSingleBean(GraySwitches.class)
                        .doesNotHaveBean("graySwitchProvider"));
    }
}
