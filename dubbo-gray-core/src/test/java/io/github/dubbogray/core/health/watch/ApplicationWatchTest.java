package io.github.dubbogray.core.health.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dubbogray.core.health.LaneHealth;
import io.github.dubbogray.core.health.Outcome;
import io.github.dubbogray.core.health.OutlierRules;
import io.github.dubbogray.core.health.ProbingRules;
import io.github.dubbogray.core.health.TripRules;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ApplicationWatchTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final LaneHealth OUTLIER = new LaneHealth(OutlierRules.DEFAULT, null, null);
    private static final LaneHealth TRIP = new LaneHealth(null, TripRules.DEFAULT, null);

    @Nested
    @DisplayName("H5: what has no keys is not watched")
    class Watched {

        @Test
        void lanesWithoutKeys_areNotWatched() {
            assertThat(under(Map.of("stable", LaneHealth.NONE, "canary", LaneHealth.NONE))
                            .lanes())
                    .isEmpty();
        }

        @Test
        void stable_isWatchedOnlyWhereSomebodyIsComparedWithIt() {
            assertThat(under(Map.of("canary", OUTLIER)).lane("stable")).isEmpty();
            assertThat(under(Map.of("canary", TRIP)).lane("stable")).isPresent();
            assertThat(under(Map.of("stable", OUTLIER)).lane("stable")).isPresent();
        }

        @Test
        @DisplayName("H2: stable is never tripped")
        void stableThatMayTrip_isRefused() {
            assertThatThrownBy(() -> under(Map.of("stable", TRIP))).hasMessage("stable is never tripped");
        }
    }

    @Nested
    class NewDocument {

        @Test
        void laneUnderTheSameRules_goesOn() {
            ApplicationWatch before = under(Map.of("canary", OUTLIER, "beta", OUTLIER));
            before.lane("canary").orElseThrow().hold(List.of("a", "b"), 0);
            fail(before, "a", 5, SECOND);
            assertThat(before.evaluate(SECOND)).hasSize(1);

            ApplicationWatch after =
                    before.under(Map.of("canary", OUTLIER, "beta", TRIP, "gamma", OUTLIER), 2 * SECOND);

            assertThat(after.lane("canary")).isEqualTo(before.lane("canary"));
            assertThat(after.lane("canary")
                            .orElseThrow()
                            .instance("a")
                            .orElseThrow()
                            .isOut())
                    .isTrue();
            assertThat(after.lane("beta")).isPresent().isNotEqualTo(before.lane("beta"));
        }

        @Test
        void laneUnderOtherRules_beginsAnew() {
            ApplicationWatch before = under(Map.of("canary", OUTLIER));
            LaneHealth probed = new LaneHealth(OutlierRules.DEFAULT, null, ProbingRules.DEFAULT);

            assertThat(before.under(Map.of("canary", probed), SECOND).lane("canary"))
                    .isNotEqualTo(before.lane("canary"));
        }
    }

    @Nested
    class Instances {

        private final ApplicationWatch watch = under(Map.of("canary", OUTLIER));
        private final LaneWatch canary = watch.lane("canary").orElseThrow();

        @Test
        void heldInstances_goOnAndOthersAreForgotten() {
            canary.hold(List.of("a", "b"), 0);
            InstanceWatch a = canary.instance("a").orElseThrow();
            canary.hold(List.of("a", "c"), SECOND);

            assertThat(canary.instances().stream().map(InstanceWatch::name)).containsExactly("a", "c");
            assertThat(canary.instance("a")).containsSame(a);
            assertThat(canary.instance("b")).isEmpty();
        }

        @Test
        void runThatASuccessEnded_stillEjects() {
            canary.hold(List.of("a", "b"), 0);
            fail(watch, "a", 5, SECOND);
            canary.instance("a").orElseThrow().record(Outcome.SUCCESS, 0, SECOND);

            assertThat(watch.evaluate(SECOND).stream().map(HealthEvent::describe))
                    .containsExactly("a of lane canary is ejected for 30s: 5 in a row failed, 5 of 6 failed within 1s, "
                            + "the others 0 of 0");
        }

        @Test
        @DisplayName("H1: what the caller caused counts nowhere")
        void ignoredOutcomes_neitherCountNorEndARun() {
            canary.hold(List.of("a", "b"), 0);
            fail(watch, "a", 4, SECOND);
            for (int i = 0; i < 100; i++) {
                canary.instance("a").orElseThrow().record(Outcome.IGNORED, 0, SECOND);
            }
            assertThat(watch.evaluate(SECOND)).isEmpty();

            fail(watch, "a", 1, SECOND);
            assertThat(watch.evaluate(SECOND)).hasSize(1);
        }

        @Test
        @DisplayName("H3: a call that began before the return says nothing of the instance")
        void callThatWasUnderWay_doesNotCountAfterTheReturn() {
            canary.hold(List.of("a", "b"), 0);
            fail(watch, "a", 5, SECOND);
            watch.evaluate(SECOND);
            assertThat(watch.evaluate(31 * SECOND)).hasSize(1);

            for (int i = 0; i < 5; i++) {
                canary.instance("a").orElseThrow().record(Outcome.FAILURE, 31 * SECOND, 32 * SECOND);
            }
            assertThat(watch.evaluate(32 * SECOND)).isEmpty();
        }

        @Test
        void probes_takeOutAndBringBack() {
            ApplicationWatch probed = under(Map.of("canary", new LaneHealth(null, null, ProbingRules.DEFAULT)));
            probed.lane("canary").orElseThrow().hold(List.of("a", "b"), 0);
            InstanceWatch a = probed.lane("canary").orElseThrow().instance("a").orElseThrow();

            a.unanswered();
            a.unanswered();
            assertThat(probed.evaluate(SECOND)).isEmpty();
            a.unanswered();
            assertThat(probed.evaluate(2 * SECOND))
                    .containsExactly(new HealthEvent.InstanceUnanswering("canary", "a", 3));
            a.answered();
            assertThat(probed.evaluate(3 * SECOND))
                    .containsExactly(
                            new HealthEvent.InstanceReturned("canary", "a", HealthEvent.InstanceReturned.Cause.ANSWER));
        }
    }

    @Nested
    class DifferentWindows {

        /** The lane looks back a minute, its instances ten seconds. */
        @Test
        void laneAndInstances_areMeasuredEachByItsOwn() {
            TripRules minute = new TripRules(
                    50,
                    20,
                    Duration.ofSeconds(1),
                    50,
                    20,
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(30),
                    5,
                    List.of(TripRules.EVERYTHING));
            ApplicationWatch watch = under(Map.of("canary", new LaneHealth(OutlierRules.DEFAULT, minute, null)));
            watch.lane("canary").orElseThrow().hold(List.of("a"), 0);
            fail(watch, "a", 19, SECOND);
            assertThat(watch.evaluate(20 * SECOND)).isEmpty();
            fail(watch, "a", 1, 40 * SECOND);

            assertThat(watch.evaluate(40 * SECOND).stream().map(HealthEvent::describe))
                    .containsExactly("lane canary is tripped for 30s: 20 of 20 failed within 1m, stable 0 of 0");
        }
    }

    @Nested
    @DisplayName("H1: an outcome counts for the instance and the lane that served it")
    class Serving {

        private final ApplicationWatch watch = under(Map.of("canary", TRIP, "beta", OUTLIER));

        Serving() {
            watch.lane("canary").orElseThrow().hold(List.of("a", "b"), 0);
            watch.lane("beta").orElseThrow().hold(List.of("b"), 0);
            watch.lane("stable").orElseThrow().hold(List.of("s", "b"), 0);
        }

        @Test
        void laneOfThePlacement_counts() {
            assertThat(watch.serving("canary", "b")).isSameAs(instance("canary", "b"));
            assertThat(watch.serving("beta", "b")).isSameAs(instance("beta", "b"));
            assertThat(watch.serving("stable", "s")).isSameAs(instance("stable", "s"));
        }

        @Test
        void instanceChosenByLabels_countsForAGrayLaneBeforeStable() {
            assertThat(watch.serving(null, "a")).isSameAs(instance("canary", "a"));
            assertThat(watch.serving(null, "b")).isIn(instance("canary", "b"), instance("beta", "b"));
            assertThat(watch.serving(null, "s")).isSameAs(instance("stable", "s"));
        }

        @Test
        void whatIsNotWatched_countsNowhere() {
            assertThat(watch.serving("beta", "a")).isNull();
            assertThat(watch.serving("other", "a")).isNull();
            assertThat(watch.serving(null, "x")).isNull();
            assertThat(ApplicationWatch.none("demo-provider").serving(null, "a"))
                    .isNull();
        }

        private InstanceWatch instance(String lane, String name) {
            return watch.lane(lane).orElseThrow().instance(name).orElseThrow();
        }
    }

    private static ApplicationWatch under(Map<String, LaneHealth> lanes) {
        return ApplicationWatch.none("demo-provider").under(lanes, 0);
    }

    private static void fail(ApplicationWatch watch, String instance, int times, long now) {
        for (int i = 0; i < times; i++) {
            watch.lane("canary").orElseThrow().instance(instance).orElseThrow().record(Outcome.FAILURE, 0, now);
        }
    }
}
