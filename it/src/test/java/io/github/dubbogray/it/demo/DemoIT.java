package io.github.dubbogray.it.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.it.lab.Size;
import io.github.dubbogray.it.ops.PrometheusServer;
import io.github.dubbogray.it.ops.Sight;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The demo itself, on separate JVMs of Spring Boot applications, with a real Prometheus that watches by the rules of {@code ops/};
 * a minute of theirs is two seconds here. When its story is over, faults are planted on the same stage.
 */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class DemoIT {

    private static final int HASTE = 30;

    @TempDir
    private static Path rules;

    private static Performance performance;
    private static Faults faults;
    private static Passersby passersby;
    private static List<String> broken;

    @BeforeAll
    static void play() {
        System.setProperty("java.awt.headless", "true");
        Sight.install();
        performance = Performance.prepare(
                new Screen(new PrintStream(System.out, true, StandardCharsets.UTF_8)),
                Optional.of(new PrometheusServer.Settings(Duration.ofSeconds(1), Sight.hastenedRules(rules, HASTE)))
                        .filter(settings -> PrometheusServer.isInstalled()));
        broken = performance.play(scenes());
        performance.prometheus().ifPresent(watching -> {
            faults = new Faults(performance.stage(), new Sight(watching.address()));
            passersby = faults.passersby();
        });
    }

    private static List<Scene> scenes() {
        return Size.isWhole()
                ? Programme.ALL.scenes()
                : Stream.concat(Programme.STORY.scenes().stream(), Stream.of(new SwitchScenes.SameUsers()))
                        .toList();
    }

    @AfterAll
    static void end() {
        if (passersby != null) {
            passersby.close();
        }
        if (performance != null) {
            performance.close();
        }
    }

    private static Sight sight() {
        return new Sight(performance.prometheus().orElseThrow().address());
    }

    /**
     * Its story in every build, every scene with {@code -Psoak}. What the other scenes show has tests of its own here, but for switches,
     * which an application of Spring Boot has injected (E27, S2): that one is played in every build too.
     */
    @Nested
    @Order(1)
    class Story {

        private static final Duration LIMIT = Duration.ofSeconds(60);
        private static final Path PICTURES = Path.of("target", "dashboards", "demo");

        /**
         * What begins when it happens first, and does not: no call is slow by a document, none may be tried again on stable,
         * and gray has calls nearly from the first.
         */
        private static final Set<String> NOT_IN_THE_STORY = Set.of(
                "dubbo_gray_calls_slow_total",
                "dubbo_gray_retries_total",
                "application:dubbo_gray_calls_failed_before_gray:ratio_rate5m",
                "application:dubbo_gray_calls_failed_since_gray:ratio_rate5m");

        @Test
        void everyPromise_holds() {
            assertThat(broken).isEmpty();
        }

        @Test
        void everyMetric_thatAPanelOrAnAlertNames_hasData() {
            Sight.assumeTools();
            Sight sight = sight();

            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(sight.metricsWithoutData()).isSubsetOf(NOT_IN_THE_STORY));
        }

        @Test
        void everyPanel_hasASeries() {
            Sight.assumeTools();
            Sight sight = sight();

            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(
                                    sight.panelsWithoutSeries("demo-provider", Duration.ofMinutes(5), PICTURES))
                            .isEmpty());
        }

        @Test
        void faultOfTheLibrary_isNoneOfWhatThePrometheusSaw() {
            Sight.assumeTools();

            assertThat(sight().firing())
                    .doesNotContainAnyElementsOf(Set.of("DubboGrayLibraryBug", "DubboGrayTagsUntrusted"));
        }
    }

    /** The alerts on faults that are planted. Some in every build, all with {@code -Psoak}. */
    @Nested
    @Order(2)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Alerts {

        @BeforeAll
        void begin() throws Exception {
            Sight.assumeTools();
            performance.stage().endChain();
            faults.restore();
        }

        private Stream<Faults.Fault> faults() {
            return faults.all().stream().filter(fault -> fault.always() || Size.isWhole());
        }

        @ParameterizedTest
        @MethodSource("faults")
        void fault_raisesItsAlert_andNoOther(Faults.Fault fault) throws Exception {
            Sight sight = sight();
            String alert = "DubboGray" + fault.alert();
            Set<String> seen = new TreeSet<>();
            await("nothing fires before")
                    .atMost(Faults.LIMIT)
                    .untilAsserted(() -> assertThat(sight.firing()).isEmpty());

            try {
                fault.plant().run();
                await(alert).atMost(Faults.LIMIT).until(() -> {
                    seen.addAll(sight.firing());
                    return seen.contains(alert);
                });
            } finally {
                faults.restore();
            }
            await("it is over")
                    .atMost(Faults.LIMIT)
                    .untilAsserted(() -> assertThat(sight.firing()).isEmpty());

            seen.remove(alert);
            fault.others().forEach(other -> seen.remove("DubboGray" + other));
            seen.remove("DubboGrayErrorRateRisen"); // of whatever fails, once there was a moment without gray calls
            assertThat(seen).as("besides " + alert).isEmpty();
        }

        @Test
        void everyAlert_hasItsFault() {
            Set<String> planted = new HashSet<>();
            faults.all().forEach(fault -> planted.add("DubboGray" + fault.alert()));
            planted.addAll(Faults.NOT_PLANTED);

            assertThat(planted).isEqualTo(Sight.alerts());
        }
    }
}
