package io.github.dubbogray.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.core.health.Outcome;
import io.github.dubbogray.filter.GrayRefusedException;
import io.github.dubbogray.filter.outcome.Shop;
import io.github.dubbogray.filter.outcome.ShopSystem;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.dubbo.metrics.MetricsGlobalRegistry;
import org.apache.dubbo.rpc.RpcContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real calls over sockets; the registry says what the test itself has counted. */
class GrayMetricsTest {

    private static final String DOCUMENT = """
            lanes:
              canary: { labels: { version: v2 }, health: {}, outlier: { consecutiveFailures: 5 } }
              absent: { labels: { version: v3 } }
              strict: { labels: { version: v4 }, fallback: [] }
            rules:
              - id: qa
                when: { attachment.x-user-type: qa }
                to: canary
              - id: ramp
                when: { attachment.user-id: { exists: true } }
                to: { canary: 30%, stable: 70% }
                sticky: attachment.user-id
            failures: { exceptions: [java.lang.IllegalStateException] }
            """;

    /** Of five kinds in turn. */
    private static final int CALLS = 2_000;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private ShopSystem system;
    private Shop shop;

    @BeforeEach
    void start(@TempDir Path folder) {
        system = new ShopSystem("dubbo", folder);
        GrayMetrics.of(system.model()).bindTo(registry);
        shop = system.shop(DOCUMENT, Map.of("retries", "0"));
    }

    @AfterEach
    void stop() throws Exception {
        system.close();
        registry.close();
    }

    @Nested
    @DisplayName("Counters are what the test has counted itself")
    class Counted {

        @Test
        void manyCalls_byRuleLaneAndReason() {
            Map<String, Long> answers = new TreeMap<>();
            Map<String, Long> asked = new TreeMap<>();
            for (int i = 0; i < CALLS; i++) {
                String kind = switch (i % 5) {
                    case 0 -> with("x-user-type", "qa", "qa");
                    case 1, 2 -> with("user-id", "u" + i, "ramp");
                    case 3 -> tagged(i % 2 == 0 ? "canary" : "absent");
                    default -> "none";
                };
                asked.merge(kind, 1L, Long::sum);
                answers.merge(kind + " " + shop.getPrice("a"), 1L, Long::sum);
                RpcContext.removeContext();
            }

            assertThat(counter(Meter.COLORINGS, "rule", "qa"))
                    .isEqualTo(asked.get("qa").doubleValue());
            assertThat(counter(Meter.COLORINGS, "rule", "ramp", "lane", "canary"))
                    .isEqualTo(answers.get("ramp gray").doubleValue());
            assertThat(counter(Meter.COLORINGS, "rule", "ramp", "lane", "stable"))
                    .isEqualTo(answers.get("ramp stable").doubleValue());
            assertThat(counter(Meter.COLORINGS, "reason", "none"))
                    .isEqualTo(asked.get("none").doubleValue());
            assertThat(counter(Meter.COLORINGS)).isEqualTo(CALLS * 4 / 5);

            assertThat(counter(Meter.PLACEMENTS, "lane", "canary", "outcome", "placed"))
                    .isEqualTo(gray(answers));
            assertThat(counter(Meter.PLACEMENTS, "wanted", "absent", "lane", "stable", "outcome", "fell_back"))
                    .isEqualTo(asked.get("absent").doubleValue());
            assertThat(counter(Meter.PLACEMENTS)).isEqualTo(CALLS);

            assertThat((double) timers("lane", "canary", "version", "v2", "outcome", "success"))
                    .isEqualTo(gray(answers));
            assertThat(timers()).isEqualTo(CALLS);
            assertThat(system.application().meters().value(Meter.PLACEMENTS)).isEqualTo(CALLS);
        }

        private double gray(Map<String, Long> answers) {
            return answers.entrySet().stream()
                    .filter(each -> each.getKey().endsWith(" gray"))
                    .mapToDouble(Map.Entry::getValue)
                    .sum();
        }

        private String with(String key, String value, String kind) {
            RpcContext.getClientAttachment().setAttachment(key, value);
            return kind;
        }

        private String tagged(String tag) {
            ShopSystem.tag(tag);
            return tag;
        }

        @Test
        void refusals_haveNoLane() {
            for (int i = 0; i < 3; i++) {
                ShopSystem.tag("strict");
                assertThatThrownBy(() -> shop.getPrice("a")).isInstanceOf(GrayRefusedException.class);
            }

            assertThat(counter(Meter.PLACEMENTS, "wanted", "strict", "lane", "none", "outcome", "refused"))
                    .isEqualTo(3);
            assertThat(timers()).isZero();
        }

        @Test
        void failuresSlowCallsAndEjections_areToldApart() {
            system.gray.failure = new IllegalStateException("sick");
            for (int i = 0; i < 5; i++) {
                ShopSystem.tag("canary");
                assertThatThrownBy(() -> shop.getPrice("a")).isInstanceOf(IllegalStateException.class);
            }

            assertThat(timers("lane", "canary", "outcome", "failure")).isEqualTo(5);
        }

        @Test
        void tagsThatAreNone_areDroppedByReason() {
            ShopSystem.tag("no tag at all");
            shop.getPrice("a");

            assertThat(counter(Meter.TAGS_DROPPED, "reason", "malformed")).isOne();
        }

        @Test
        void refusedDocument_isCountedAndItsStateIsSaid() {
            system.publish("lanes: nonsense");

            assertThat(counter(Meter.DOCUMENTS_REFUSED, "application", "shop")).isOne();
            await().untilAsserted(() -> {
                assertThat(gauge(Meter.DOCUMENT_STATE, "state", "refused")).isOne();
                assertThat(gauge(Meter.DOCUMENT_STATE, "state", "current")).isZero();
            });

            system.publish(DOCUMENT);
            await().untilAsserted(() -> {
                assertThat(gauge(Meter.DOCUMENT_STATE, "state", "refused")).isZero();
                assertThat(gauge(Meter.DOCUMENT_STATE, "state", "current")).isOne();
            });
        }
    }

    @Nested
    class Cardinality {

        @Test
        void versionsWithoutEnd_endAtTheCap() {
            Timers timers = new Timers(registry);
            IntStream.range(0, 3_000).forEach(i -> timers.called("shop", "canary", "v" + i, Outcome.SUCCESS, 1_000));

            int outcomes = Outcome.values().length;
            int versions = Meters.MOST_SERIES / outcomes;
            assertThat(registry.find(Meter.CALLS.id()).timers()).hasSize((versions + 1) * outcomes);
            assertThat(timers("version", Meters.OTHER)).isEqualTo(3_000 - versions);
        }
    }

    @Nested
    class Measured {

        @Test
        void failuresThatADocumentNames_areFailures_alsoWhereNobodyWatches() {
            shop = system.shop("failures: { exceptions: [java.lang.IllegalStateException] }", Map.of("retries", "0"));
            system.stable.failure = new IllegalStateException("planned");
            system.gray.failure = new IllegalStateException("planned");

            assertThatThrownBy(() -> shop.getPrice("a")).hasMessageContaining("planned");

            await().untilAsserted(() -> assertThat(timers("outcome", "failure")).isOne());
        }

        @Test
        void instancesAndRevision_areThoseOfNow() {
            await().untilAsserted(() -> {
                assertThat(gauge(Meter.INSTANCES, "lane", "canary", "version", "v2"))
                        .isOne();
                assertThat(gauge(Meter.INSTANCES, "lane", "stable", "version", "v1"))
                        .isOne();
            });
            String before = revision();

            system.publish(DOCUMENT.replace("30%", "40%").replace("70%", "60%"));

            await().untilAsserted(() -> {
                assertThat(registry.find(Meter.DOCUMENT_REVISION.id()).gauges()).hasSize(1);
                assertThat(revision()).isNotEqualTo(before);
            });
        }

        private String revision() {
            return registry.get(Meter.DOCUMENT_REVISION.id()).gauge().getId().getTag("revision");
        }

        @Test
        void trippedLane_saysItsState() {
            system.gray.failure = new IllegalStateException("sick");
            await().untilAsserted(() -> {
                ShopSystem.tag("canary");
                try {
                    shop.getPrice("a");
                } catch (IllegalStateException sick) {
                    assertThat(sick).hasMessage("sick");
                }
                assertThat(gauge(Meter.LANE_STATE, "lane", "canary", "state", "open"))
                        .isOne();
            });

            assertThat(gauge(Meter.LANE_STATE, "lane", "canary", "state", "closed"))
                    .isZero();
            assertThat(counter(Meter.TRIPS, "lane", "canary")).isOne();
        }
    }

    @Nested
    class Bound {

        @Test
        void sameRegistryTwice_countsOnce() {
            GrayMetrics.of(system.model()).bindTo(registry);
            shop.getPrice("a");

            assertThat(timers()).isOne();
        }

        @Test
        void anotherRegistry_hasTheSame() {
            SimpleMeterRegistry other = new SimpleMeterRegistry();
            shop.getPrice("a");
            GrayMetrics.of(system.model()).bindTo(other);
            shop.getPrice("a");

            assertThat(other.get(Meter.PLACEMENTS.id())
                            .tag("outcome", "placed")
                            .functionCounter()
                            .count())
                    .isEqualTo(2);
            assertThat(other.get(Meter.CALLS.id())
                            .tag("outcome", "success")
                            .timer()
                            .count())
                    .isOne();
            assertThat(other.get(Meter.CALLS.id())
                            .tag("outcome", "failure")
                            .timer()
                            .count())
                    .as("begins with zero")
                    .isZero();
        }

        @Test
        @DisplayName(
                "An application that is started anew in the process has series of its own, of the first nothing is left")
        void startedAnew_isNotTheOneBefore(@TempDir Path folder) throws Exception {
            PrometheusMeterRegistry shared = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            GrayMetrics.of(system.model()).bindTo(shared);
            shop.getPrice("a");
            await().until(() -> shared.find(Meter.INSTANCES.id()).gauge() != null);

            system.close();

            assertThat(shared.getMeters())
                    .filteredOn(meter -> !(meter instanceof Timer))
                    .extracting(meter -> meter.getId().getName())
                    .containsOnly(Meter.PROCESS_IO.id());
            try (ShopSystem next = new ShopSystem("dubbo", folder)) {
                GrayMetrics.of(next.model()).bindTo(shared);
                Shop nextShop = next.shop(DOCUMENT, Map.of("retries", "0"));
                IntStream.range(0, 3).forEach(i -> nextShop.getPrice("a"));

                awaitSeries(shared, next, Meter.PLACEMENTS);
                assertThat(shared.get(Meter.PLACEMENTS.id())
                                .tag("outcome", "placed")
                                .functionCounter()
                                .count())
                        .isEqualTo(3);
                await().until(() -> {
                    Gauge age = shared.find(Meter.DOCUMENT_AGE.id()).gauge();
                    return age != null && age.value() >= 0;
                });
            }
        }

        @Test
        @DisplayName("Dubbo's registry has them where nobody else has bound them")
        void started_isInDubbosRegistry(@TempDir Path folder) throws Exception {
            try (ShopSystem unbound = new ShopSystem("dubbo", folder)) {
                await().until(() -> GrayMetrics.of(unbound.model()).areBound());

                new DubboRegistryBinding().onStarted(unbound.model());

                assertThat(MetricsGlobalRegistry.getCompositeRegistry(unbound.model())
                                .find(Meter.BUGS.id())
                                .meters())
                        .hasSize(1);
            }
        }
    }

    @Nested
    @DisplayName("D4: whatever a registry does, calls pass")
    class Broken {

        @Test
        void filterThatThrows_leavesItsSeriesOutAloneAndOnlyForSoLong() {
            SimpleMeterRegistry moody = new SimpleMeterRegistry();
            AtomicInteger thrown = new AtomicInteger();
            AtomicBoolean isMoody = new AtomicBoolean(true);
            moody.config().meterFilter(new MeterFilter() {
                @Override
                public io.micrometer.core.instrument.Meter.Id map(io.micrometer.core.instrument.Meter.Id id) {
                    if (isMoody.get()
                            && id.getName().equals(Meter.PLACEMENTS.id())
                            && "canary".equals(id.getTag("lane"))) {
                        thrown.incrementAndGet();
                        throw new NoClassDefFoundError("no canaries here");
                    }
                    return id;
                }
            });
            GrayMetrics.of(system.model()).bindTo(moody);

            ShopSystem.tag("canary");
            assertThat(shop.getPrice("a")).isEqualTo("gray");
            RpcContext.removeContext();
            await().until(() -> thrown.get() > 0);
            assertThat(shop.getPrice("a")).isEqualTo("stable");

            await().until(() -> placements(moody, "stable") != null);
            assertThat(placements(moody, "canary")).isNull();

            isMoody.set(false);
            ShopSystem.tag("absent"); // whose series begin, so that there is a change
            shop.getPrice("a");

            await().until(() -> placements(moody, "canary") != null);
            assertThat(Objects.requireNonNull(placements(moody, "canary")).count())
                    .isEqualTo(1);
        }

        private static @Nullable FunctionCounter placements(MeterRegistry registry, String lane) {
            return registry.find(Meter.PLACEMENTS.id())
                    .tags("lane", lane, "outcome", "placed")
                    .functionCounter();
        }
    }

    @Nested
    @DisplayName("Names are those of the conventions of Prometheus")
    class Scraped {

        @Test
        void scrape_hasTotalsAndSeconds() {
            shop.getPrice("a");

            await().untilAsserted(() -> assertThat(registry.scrape())
                    .contains("dubbo_gray_placements_total{application=\"shop\",lane=\"stable\",outcome=\"placed\","
                            + "wanted=\"stable\"} 1.0")
                    .contains(
                            "dubbo_gray_calls_seconds_bucket{application=\"shop\",lane=\"stable\",outcome=\"success\","
                                    + "version=\"v1\",le=\"0.5\"} 1")
                    .contains("dubbo_gray_calls_seconds_max{")
                    .contains("dubbo_gray_bugs_total 0.0")
                    .contains("dubbo_gray_document_age_seconds{application=\"shop\"}")
                    .contains("dubbo_gray_document_degraded_seconds{application=\"shop\"}")
                    .contains("dubbo_gray_document_effect_seconds_count{application=\"shop\"}")
                    .contains("dubbo_gray_instances{application=\"shop\",lane=\"canary\",version=\"v2\"} 1.0")
                    .contains("dubbo_gray_instance{application=\"web\",lane=\"stable\",version=\"none\"} 1.0"));
        }
    }

    private double counter(Meter meter, String... tags) {
        awaitSeries(registry, system, meter);
        return registry.find(meter.id()).tags(tags).functionCounters().stream()
                .mapToDouble(FunctionCounter::count)
                .sum();
    }

    /** A series is in the registry soon after its first call. */
    private static void awaitSeries(MeterRegistry registry, ShopSystem system, Meter meter) {
        await().until(() -> registry.find(meter.id()).functionCounters().size()
                == system.application()
                        .meters()
                        .all()
                        .filter(series -> series.meter() == meter)
                        .count());
    }

    private double gauge(Meter meter, String... tags) {
        Gauge gauge = registry.find(meter.id()).tags(tags).gauge();
        return gauge == null ? Double.NaN : gauge.value();
    }

    private long timers(String... tags) {
        return registry.find(Meter.CALLS.id()).tags(tags).timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    @Test
    void times_areTheCallsOwn() throws Exception {
        shop.getLater("a").get(10, TimeUnit.SECONDS);

        await().until(() -> timers() == 1);
        assertThat(registry.get(Meter.CALLS.id()).timer().totalTime(TimeUnit.SECONDS))
                .isGreaterThan(0)
                .isLessThan(10);
    }
}
