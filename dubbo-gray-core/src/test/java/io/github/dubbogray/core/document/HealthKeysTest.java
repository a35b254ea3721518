package io.github.dubbogray.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.health.FailurePolicy;
import io.github.dubbogray.core.health.LaneHealth;
import io.github.dubbogray.core.health.MethodPattern;
import io.github.dubbogray.core.health.OutlierRules;
import io.github.dubbogray.core.health.ProbingRules;
import io.github.dubbogray.core.health.TripRules;
import io.github.dubbogray.core.table.Table;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HealthKeysTest {

    @Test
    @DisplayName("H5: a lane without health keys is not watched")
    void laneWithoutKeys_isNotWatched() {
        Table table = Documents.table("lanes: { stable: {}, canary: { labels: { version: v2 } } }");

        assertThat(table.stable().health()).isEqualTo(LaneHealth.NONE);
        assertThat(table.gray().get(0).health()).isEqualTo(LaneHealth.NONE);
        assertThat(table.failures()).isEqualTo(FailurePolicy.NONE);
    }

    @Test
    void emptySections_meanTheDefaults() {
        Table table =
                Documents.table("lanes: { canary: { labels: { version: v2 }, outlier: {}, health: {}, probing: {} } }");

        assertThat(table.gray().get(0).health())
                .isEqualTo(new LaneHealth(
                        new OutlierRules(
                                5,
                                50,
                                30,
                                10,
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(30),
                                Duration.ofMinutes(5),
                                50),
                        new TripRules(
                                50,
                                20,
                                Duration.ofSeconds(1),
                                50,
                                20,
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(30),
                                5,
                                List.of(1_000, 5_000, 10_000)),
                        new ProbingRules(ProbingRules.By.ECHO, Duration.ofSeconds(30), Duration.ofSeconds(10), 3)));
    }

    @Test
    void everyKey_isRead() {
        Table table = Documents.table("""
                lanes:
                  canary:
                    labels: { version: v2 }
                    outlier:
                      consecutiveFailures: 7
                      failurePercent: 60
                      failurePointsAboveOthers: 25
                      minCalls: 12
                      window: 30s
                      ejectFor: 500s
                      maxEjectFor: 1h
                      maxEjectedPercent: 34
                    health:
                      failurePercent: 70
                      failurePointsAboveStable: 15
                      slowerThan: 1500ms
                      slowPercent: 40
                      minCalls: 100
                      window: 1m
                      openFor: 2m
                      probes: 9
                      return: [0.5%, 33%, 100%]
                    probing: { by: tcp, initialDelay: 0s, period: 1m, failures: 2 }
                """);

        assertThat(table.gray().get(0).health())
                .isEqualTo(new LaneHealth(
                        new OutlierRules(
                                7,
                                60,
                                25,
                                12,
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(500),
                                Duration.ofHours(1),
                                34),
                        new TripRules(
                                70,
                                15,
                                Duration.ofMillis(1_500),
                                40,
                                100,
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(2),
                                9,
                                List.of(50, 3_300, 10_000)),
                        new ProbingRules(ProbingRules.By.TCP, Duration.ZERO, Duration.ofMinutes(1), 2)));
    }

    @Test
    @DisplayName("H2: single instances of stable may be ejected")
    void stable_mayHaveOutliersAndProbes() {
        Table table = Documents.table("lanes: { stable: { outlier: { minCalls: 50 }, probing: {} } }");

        assertThat(table.stable().health())
                .isEqualTo(new LaneHealth(
                        new OutlierRules(
                                5,
                                50,
                                30,
                                50,
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(30),
                                Duration.ofMinutes(5),
                                50),
                        null,
                        ProbingRules.DEFAULT));
    }

    @Test
    void firstEjectionLongerThanTheDefaultCeiling_isTheCeiling() {
        Table table = Documents.table("lanes: { stable: { outlier: { ejectFor: 10m } } }");

        assertThat(table.stable().health().ejection().maxEjectFor()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void failures_areRead() {
        Table table = Documents.table("""
                failures:
                  exceptions: [com.acme.OutOfStock]
                  ignore: [com.acme.BadRequest, 'com.acme.Order$Closed']
                  retryOnStable: [get*, query]
                """);

        assertThat(table.failures())
                .isEqualTo(new FailurePolicy(
                        Set.of("com.acme.OutOfStock"),
                        Set.of("com.acme.BadRequest", "com.acme.Order$Closed"),
                        List.of(
                                new MethodPattern("get", MethodPattern.Extent.PREFIX),
                                new MethodPattern("query", MethodPattern.Extent.EXACT))));
    }

    @Test
    void acceptedKeys_leaveNoRemark() {
        Reading reading = DocumentReader.read("demo-provider", """
                apiVersion: dubbo-gray/v1
                application: demo-provider
                lanes:
                  canary: { labels: { version: v2 }, outlier: {}, health: {} }
                  beta: { labels: { version: v3 }, health: {} }
                rules:
                  - { id: a, when: { method: a }, to: canary }
                  - { id: b, when: { method: b }, to: beta }
                failures: { ignore: [com.acme.BadRequest] }
                """);

        assertThat(((Reading.Accepted) reading).remarks()).isEmpty();
    }
}
