package io.github.dubbogray.router.alert;

import static io.github.dubbogray.router.alert.HealthNews.PROBED;
import static io.github.dubbogray.router.alert.HealthNews.PROVIDER;
import static io.github.dubbogray.router.alert.HealthNews.RETURNED;
import static io.github.dubbogray.router.alert.HealthNews.RETURNING;
import static io.github.dubbogray.router.alert.HealthNews.TRIPPED;
import static io.github.dubbogray.router.alert.HealthNews.back;
import static io.github.dubbogray.router.alert.HealthNews.ejected;
import static io.github.dubbogray.router.alert.HealthNews.event;
import static io.github.dubbogray.router.alert.HealthNews.subject;
import static io.github.dubbogray.router.alert.HealthNews.unanswering;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.health.LaneHealth;
import io.github.dubbogray.core.health.Outcome;
import io.github.dubbogray.core.health.OutlierRules;
import io.github.dubbogray.core.health.ProbingRules;
import io.github.dubbogray.core.health.TripRules;
import io.github.dubbogray.core.health.watch.ApplicationWatch;
import io.github.dubbogray.core.health.watch.HealthEvent;
import io.github.dubbogray.router.event.GrayEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class IncidentsTest {

    private static final Instant TIME = Instant.parse("2026-05-01T12:03:00Z");

    private ApplicationWatch watch = ApplicationWatch.none(PROVIDER);
    private final Incidents incidents = new Incidents(application -> watch);
    private final List<Notice> told = new ArrayList<>();
    private Duration now = Duration.ZERO;

    @Nested
    class OfLane {

        @Test
        void wholeWayBackAndAnotherTrip_areOneIncident() {
            for (int round = 0; round < 100; round++) {
                hear(TRIPPED, PROBED, TRIPPED, PROBED, RETURNING, TRIPPED, PROBED, RETURNING, RETURNING, RETURNED);
                pass(Incidents.QUIET.minusSeconds(1));
            }

            assertThat(told).containsExactly(new Notice.Begun(subject(TRIPPED), TRIPPED, TIME));
        }

        @Test
        void backForFiveMinutes_isOverAndTheNextTripIsAnotherIncident() {
            hear(TRIPPED, PROBED, RETURNING, RETURNED);
            pass(Incidents.QUIET);
            assertThat(incidents.areNone()).isTrue();
            hear(TRIPPED);

            assertThat(told)
                    .containsExactly(
                            new Notice.Begun(subject(TRIPPED), TRIPPED, TIME),
                            new Notice.Over(subject(TRIPPED), Notice.Over.Ending.RETURNED, TIME),
                            new Notice.Begun(subject(TRIPPED), TRIPPED, TIME));
        }

        @Test
        @DisplayName("What is over is over also where nobody has looked yet")
        void tripBeforeTheLook_endsTheOldIncidentFirst() {
            hear(TRIPPED, RETURNED);
            now = now.plus(Incidents.QUIET);
            hear(TRIPPED);

            assertThat(told.stream().map(Notice::kind))
                    .containsExactly("lane-tripped", "lane-returned", "lane-tripped");
        }

        @Test
        void otherLaneOrApplication_isAnotherIncident() {
            hear(TRIPPED);
            hear(new HealthEvent.LaneReturned("beta"));
            told.addAll(incidents.hear(new GrayEvent.HealthChanged("other", TRIPPED), TIME, 0));

            assertThat(told.stream().map(notice -> notice.subject().key()))
                    .containsExactly("dubbo-gray/demo-provider/canary", "dubbo-gray/other/canary");
        }
    }

    @Nested
    class OfInstance {

        @Test
        void flapping_isOneIncident() {
            for (int round = 0; round < 100; round++) {
                hear(ejected("a"), back("a"));
                pass(Duration.ofMinutes(4));
                hear(unanswering("a"), back("a"));
                pass(Duration.ofMinutes(4));
            }

            assertThat(told).containsExactly(new Notice.Begun(subject(ejected("a")), ejected("a"), TIME));
        }

        @Test
        void otherInstance_isAnother() {
            hear(ejected("a"), ejected("b"), ejected("a"), TRIPPED);

            assertThat(told.stream().map(notice -> notice.subject().key()))
                    .containsExactly(
                            "dubbo-gray/demo-provider/canary/a",
                            "dubbo-gray/demo-provider/canary/b",
                            "dubbo-gray/demo-provider/canary");
        }

        @Test
        void returnOfWhomNobodyKnows_isNothing() {
            hear(back("a"), RETURNED, PROBED);

            assertThat(told).isEmpty();
            assertThat(incidents.areNone()).isTrue();
        }
    }

    @Nested
    @DisplayName("Nobody tells of a return where an instance is gone, or a document ends the watch")
    class Gone {

        @Test
        void notWatchedAnyMore_isGone() {
            hear(ejected("a"), TRIPPED);
            pass(Incidents.QUIET);

            assertThat(told.subList(2, 4))
                    .containsExactly(
                            new Notice.Over(subject(ejected("a")), Notice.Over.Ending.GONE, TIME),
                            new Notice.Over(subject(TRIPPED), Notice.Over.Ending.GONE, TIME));
        }

        @Test
        void stillOut_goesOnUntilItIsNot() {
            watchWithEverythingOut();
            hear(ejected("a"), TRIPPED);
            for (int i = 0; i < 10; i++) {
                pass(Incidents.QUIET);
            }
            assertThat(told).hasSize(2);

            watch = ApplicationWatch.none(PROVIDER);
            pass(Incidents.QUIET);
            assertThat(told.stream().map(Notice::kind))
                    .containsExactly("instance-ejected", "lane-tripped", "gone", "gone");
        }

        private void watchWithEverythingOut() {
            watch = watch.under(
                    Map.of("canary", new LaneHealth(OutlierRules.DEFAULT, TripRules.DEFAULT, ProbingRules.DEFAULT)), 0);
            var lane = watch.lane("canary").orElseThrow();
            lane.hold(List.of("a", "b", "c"), 0);
            fail("a", 20);
            watch.evaluate(0);
            fail("b", 20);
            fail("c", 20);
            watch.evaluate(0);
            assertThat(subject(ejected("a")).isOut(watch)).isTrue();
            assertThat(subject(TRIPPED).isOut(watch)).isTrue();
        }

        private void fail(String instance, int calls) {
            for (int i = 0; i < calls; i++) {
                watch.lane("canary")
                        .orElseThrow()
                        .instance(instance)
                        .orElseThrow()
                        .record(Outcome.FAILURE, 0, 0);
            }
        }
    }

    @Test
    void tooMany_theOldestIsForgotten() {
        for (int i = 0; i <= Incidents.MOST_OPEN; i++) {
            hear(ejected("" + i));
        }
        told.clear();
        hear(ejected("1"), ejected("0"));

        assertThat(told).containsExactly(new Notice.Begun(subject(ejected("0")), ejected("0"), TIME));
    }

    private void hear(HealthEvent... news) {
        for (HealthEvent each : news) {
            told.addAll(incidents.hear(event(each), TIME, now.toNanos()));
        }
    }

    private void pass(Duration duration) {
        now = now.plus(duration);
        told.addAll(incidents.settle(TIME, now.toNanos()));
    }
}
