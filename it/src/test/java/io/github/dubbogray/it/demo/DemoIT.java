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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The demo itself, on separate JVMs of Spring Boot applications, with a real Prometheus that watches: its story in every build,
 * every scene with {@code -Psoak}. What the other scenes show has tests of its own here, but for switches, which an
 * application of Spring Boot has injected (E27, S2): that one is played in every build too.
 */
class DemoIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int CALLS_PER_SECOND = 40;
    private static final Path PICTURES = Path.of("target", "dashboards", "demo");

    /**
     * What begins when it happens first, and does not: no call is slow by a document, none may be tried again on stable, and gray
     * has calls nearly from the first.
     */
    private static final Set<String> NOT_IN_THE_STORY = Set.of(
            "dubbo_gray_calls_slow_total",
            "dubbo_gray_retries_total",
            "application:dubbo_gray_calls_failed_before_gray:ratio_rate5m",
            "application:dubbo_gray_calls_failed_since_gray:ratio_rate5m");

    private static Performance performance;
    private static Passersby passersby;
    private static List<String> broken;

    @BeforeAll
    static void play() {
        System.setProperty("java.awt.headless", "true");
        Sight.install();
        performance = Performance.prepare(
                new Screen(new PrintStream(System.out, true, StandardCharsets.UTF_8)),
                Optional.of(new PrometheusServer.Settings(Duration.ofSeconds(2), PrometheusServer.Settings.ownRules()))
                        .filter(settings -> PrometheusServer.isInstalled()));
        broken = performance.play(scenes());
        passersby = Passersby.start(
                CALLS_PER_SECOND,
                List.of(
                        call -> performance.stage().tagged("canary"),
                        call -> performance.stage().consumer().call(Map.of())));
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
                .untilAsserted(
                        () -> assertThat(sight.panelsWithoutSeries("demo-provider", Duration.ofMinutes(5), PICTURES))
                                .isEmpty());
    }

    @Test
    void faultOfTheLibrary_isNoneOfWhatThePrometheusSaw() {
        Sight.assumeTools();

        assertThat(sight().firing())
                .doesNotContainAnyElementsOf(Set.of("DubboGrayLibraryBug", "DubboGrayTagsUntrusted"));
    }

    private static Sight sight() {
        return new Sight(performance.prometheus().orElseThrow().address());
    }
}
