package io.github.dubbogray.it.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboards of {@code ops/} on a real Prometheus that scrapes a plausible system: every query has an answer. */
class DashboardsIT {

    /** Nobody comes to the system that is looked at; {@code ScaleIT} adds one. */
    private static final String OF_NEW_INSTANCES = "dubbo_gray_time_to_service_seconds";

    /** The system that is looked at has calls to gray from its beginning; Prometheus's own tests of rules have some before. */
    private static final Set<String> OF_BEFORE_GRAY = Set.of(
            "application:dubbo_gray_calls_failed_before_gray:ratio_rate5m",
            "application:dubbo_gray_calls_failed_since_gray:ratio_rate5m");

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration SHOWN = Duration.ofSeconds(20);
    /** Ten seconds of the system in one of the test. */
    private static final double SPEED = 10;

    @TempDir
    private static Path folder;

    private static PlausibleSystem system;
    private static PrometheusServer prometheus;
    private static PrometheusApi api;

    @BeforeAll
    static void start() {
        System.setProperty("java.awt.headless", "true");
        OpsFolder.check("--tools");
        system = PlausibleSystem.start(SPEED);
        prometheus = PrometheusServer.start(
                folder, new PrometheusServer.Settings(Duration.ofSeconds(1), PrometheusServer.Settings.ownRules()));
        system.targets().forEach(prometheus::scrape);
        api = new PrometheusApi(prometheus.address());
        await().atMost(LIMIT)
                .until(() -> !api.labelValues("dubbo_gray_instances", "lane").isEmpty());
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
        if (system != null) {
            system.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"release", "service", "incident"})
    void eachQuery_hasASeries_andThePictureShowsThePanels(String name) throws IOException {
        Path picture = Path.of("target", "dashboards", name + ".png");
        Path dashboard = OpsFolder.OPS.resolve("grafana/" + name + ".json");
        await(name)
                .atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(Render.render(dashboard, prometheus.address(), picture, Map.of(), SHOWN))
                                .isEmpty());
        BufferedImage drawn = ImageIO.read(picture.toFile());
        for (Panel panel : Dashboard.read(dashboard).panels()) {
            assertThat(colors(drawn, panel.place())).as(panel.title()).isGreaterThan(4);
        }
    }

    @Test
    void silentQuery_isNamedWithItsPanel() throws IOException {
        Path broken = Files.writeString(
                folder.resolve("broken.json"),
                OpsFolder.text(OpsFolder.OPS.resolve("grafana/release.json"))
                        .replace(
                                "sum by (rule, reason) (rate(dubbo_gray_colorings_total",
                                "sum by (rule, reason) (rate(dubbo_gray_colourings_total"));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(Render.render(
                                broken, prometheus.address(), folder.resolve("broken.png"), Map.of(), SHOWN))
                        .singleElement()
                        .asString()
                        .startsWith("no series: Requests coloured, by rule (A): sum by (rule, reason)"));
    }

    @Test
    void plausibleSystem_exportsEveryMetricOfTheList() {
        Set<String> listed = new TreeSet<>();
        for (KnownMetrics.Listed metric : KnownMetrics.listed()) {
            if (!metric.name().equals("ALERTS") && !metric.name().equals(OF_NEW_INSTANCES)) {
                listed.add(metric.kind().equals("timer") ? metric.name() + "_count" : metric.name());
            }
        }
        await().atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(api.labelValues("{job=~\".+\"}", "__name__")).containsAll(listed));
        for (KnownMetrics.Listed metric : KnownMetrics.listed()) {
            if (!metric.name().equals("ALERTS") && !metric.kind().equals("timer")) {
                assertThat(labels(metric.name())).isEqualTo(new TreeSet<>(metric.labels()));
            }
        }
    }

    @Test
    void recordingRules_haveTheLabelsOfTheirNames() {
        for (Rules.Recorded rule : Rules.read().recorded()) {
            if (!OF_BEFORE_GRAY.contains(rule.name())) {
                await(rule.name())
                        .atMost(LIMIT)
                        .untilAsserted(() -> assertThat(labels(rule.name())).isEqualTo(rule.level()));
            }
        }
    }

    /** Returns the labels of all series of a metric now, without those of its target. */
    private static Set<String> labels(String metric) {
        List<Series> series = api.instant(metric, Window.upTo(Instant.now(), SHOWN));
        Set<String> labels = series.stream()
                .flatMap(one -> one.labels().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        labels.removeAll(Set.of("__name__", "job", "instance"));
        return labels;
    }

    /** Returns how many colours an area of a picture has, up to ten. */
    private static long colors(BufferedImage picture, Panel.Place place) {
        int scale = picture.getWidth() / 24;
        int left = place.x() * scale;
        int top = 54 + place.y() * 36;
        return IntStream.range(top, Math.min(picture.getHeight(), top + place.height() * 36))
                .flatMap(y -> IntStream.range(left, Math.min(picture.getWidth(), left + place.width() * scale))
                        .map(x -> picture.getRGB(x, y)))
                .distinct()
                .limit(10)
                .count();
    }
}
