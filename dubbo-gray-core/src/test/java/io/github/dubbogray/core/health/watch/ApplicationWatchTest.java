package io.github.dubbogray.core.health.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dubbogray.core.health.LaneHealth;
import io.github.dubbogray.core.health.Outcome;
import io.github.dubbogray.core.health.OutlierRules;
import io.github.dubbogray.core.health.ProbingRules;
import io.github.dubbogray.core.health.TripRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

    /** What other lanes' rules become takes nothing from stable, which every lane is compared with. */
    @Nested
    class SharedOutage {

        private static final LaneHealth OTHER_WINDOW = new LaneHealth(
                null,
                new TripRules(
                        50,
                        20,
                        Duration.ofSeconds(1),
                        50,
                        20,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        5,
                        List.of(10_000)),
                null);

        static Stream<Map<String, LaneHealth>> documentsThatLeaveCanaryAlone() {
            return Stream.of(
                    Map.of("canary", TRIP, "beta", OTHER_WINDOW),
                    Map.of("canary", TRIP),
                    Map.of("canary", TRIP, "beta", TRIP, "stable", OUTLIER),
                    Map.of("canary", TRIP, "beta", OTHER_WINDOW, "stable", OUTLIER));
        }

        @ParameterizedTest
        @MethodSource("documentsThatLeaveCanaryAlone")
        @DisplayName("H2: a document in the middle of an outage that stable suffers too blames no lane for it")
        void otherDocument_tripsNobody(Map<String, LaneHealth> next) {
            ApplicationWatch watch = under(Map.of("canary", TRIP, "beta", TRIP));
            hold(watch);
            assertThat(suffer(watch, 1, 15)).isEmpty();

            ApplicationWatch after = watch.under(next, 15 * SECOND);
            hold(after);

            assertThat(suffer(after, 16, 40)).isEmpty();
        }

        @Test
        @DisplayName("H4: an ejection of stable goes on where another lane's rules change")
        void ejectionOfStable_goesOn() {
            ApplicationWatch watch = under(Map.of("canary", TRIP, "stable", OUTLIER));
            LaneWatch stable = watch.lane("stable").orElseThrow();
            stable.hold(List.of("a", "b", "c"), 0);
            for (int i = 0; i < 5; i++) {
                stable.instance("a").orElseThrow().record(Outcome.FAILURE, 0, SECOND);
            }
            assertThat(watch.evaluate(SECOND)).hasSize(1);

            ApplicationWatch after =
                    watch.under(Map.of("canary", TRIP, "stable", OUTLIER, "beta", OTHER_WINDOW), 2 * SECOND);

            assertThat(after.lane("stable").flatMap(lane -> lane.instance("a")))
                    .get()
                    .matches(InstanceWatch::isOut);
            assertThat(watch.forgottenBy(after)).isEmpty();
        }

        private void hold(ApplicationWatch watch) {
            watch.lanes().forEach(lane -> lane.hold(List.of(lane.name() + "-1"), 0));
        }

        /** Of stable and canary alike, six of ten calls fail. */
        private List<HealthEvent> suffer(ApplicationWatch watch, int from, int to) {
            List<HealthEvent> news = new ArrayList<>();
            for (long now = from * SECOND; now < to * SECOND; now += SECOND / 10) {
                for (int i = 0; i < 10; i++) {
                    for (String lane : List.of("stable", "canary")) {
                        watch.lane(lane)
                                .flatMap(held -> held.instance(lane + "-1"))
                                .orElseThrow()
                                .record(i < 6 ? Outcome.FAILURE : Outcome.SUCCESS, 0, now);
                    }
                }
                news.addAll(watch.evaluate(now));
            }
            return news.stream().filter(each -> !each.lane().equals("stable")).toList();
        }
    }

    @Nested
    class Smaller {

        private final ApplicationWatch watch = under(Map.of("canary", OUTLIER));
        private final LaneWatch canary = watch.lane("canary").orElseThrow();

        Smaller() {
            canary.hold(List.of("a", "b", "c", "d"), 0);
            succeed(canary, "c", "d");
            fail(watch, "a", 5, SECOND);
            fail(watch, "b", 5, SECOND);
            assertThat(watch.evaluate(SECOND)).hasSize(2);
        }

        @Test
        @DisplayName("H3: where the healthy ones leave, the cap holds at once")
        void healthyOnesLeave_oneIsBackAtOnce() {
            List<HealthEvent> news = canary.hold(List.of("a", "b"), 2 * SECOND);

            assertThat(news.stream().map(HealthEvent::describe))
                    .containsExactly("a of lane canary is back: no more of the lane may be out");
            assertThat(canary.instances().stream().filter(InstanceWatch::isOut).map(InstanceWatch::name))
                    .containsExactly("b");
        }

        @Test
        @DisplayName("H4: who leaves while it is out is said not to be out any more")
        void ejectedOneLeaves_isForgotten() {
            assertThat(canary.hold(List.of("b", "c", "d"), 2 * SECOND).stream().map(HealthEvent::describe))
                    .containsExactly("a of lane canary is not ejected any more: it is gone from the registry");
        }

        @Test
        @DisplayName("H4: who is not watched any more is said not to be out any more")
        void documentWithoutTheLane_forgetsWhoIsOut() {
            assertThat(watch.forgottenBy(watch.under(Map.of(), 2 * SECOND)).stream()
                            .map(HealthEvent::describe))
                    .containsExactly(
                            "a of lane canary is not ejected any more: the document in force does not watch it as before",
                            "b of lane canary is not ejected any more: the document in force does not watch it as before");
        }

        @Test
        void trippedLaneUnderOtherRules_isForgotten() {
            ApplicationWatch tripped = under(Map.of("canary", TRIP));
            tripped.lane("canary").orElseThrow().hold(List.of("a"), 0);
            fail(tripped, "a", 40, SECOND);
            assertThat(tripped.evaluate(SECOND)).hasSize(1);

            assertThat(tripped.forgottenBy(tripped.under(Map.of("canary", OUTLIER), 2 * SECOND)).stream()
                            .map(HealthEvent::describe))
                    .containsExactly(
                            "lane canary is not tripped any more: the document in force does not watch it as before");
        }
    }

    /** Who cannot serve anyway leaves no room for another to be out. */
    @Nested
    class Absent {

        private final ApplicationWatch watch = under(Map.of("canary", OUTLIER));
        private final LaneWatch canary = watch.lane("canary").orElseThrow();
        private final Set<String> absent = new HashSet<>();

        private void hold(String... instances) {
            Map<String, BooleanSupplier> presence = new LinkedHashMap<>();
            for (String instance : instances) {
                presence.put(instance, () -> !absent.contains(instance));
            }
            canary.hold(presence, 0);
        }

        @Test
        @DisplayName("H3: the last one that can serve is never ejected")
        void lastPresentOne_stays() {
            absent.add("a");
            hold("a", "b");
            fail(watch, "b", 20, SECOND);

            assertThat(watch.evaluate(SECOND)).isEmpty();
        }

        @Test
        @DisplayName("H3: the cap is a part of those that can serve")
        void absentOnes_makeNoRoom() {
            absent.addAll(List.of("a", "b"));
            hold("a", "b", "c", "d", "e", "f");
            succeed(canary, "e", "f");
            fail(watch, "c", 20, SECOND);
            fail(watch, "d", 20, SECOND);

            assertThat(watch.evaluate(SECOND)).hasSize(2);

            absent.add("e");
            fail(watch, "f", 20, SECOND);

            assertThat(watch.evaluate(SECOND).stream().map(HealthEvent::describe))
                    .containsExactly("c of lane canary is back: no more of the lane may be out");
        }

        @Test
        @DisplayName("H3: where those that can serve become fewer, who is out beyond the cap is back")
        void othersBecomeAbsent_whoIsOutIsBack() {
            hold("a", "b", "c", "d");
            succeed(canary, "c", "d");
            fail(watch, "a", 20, SECOND);
            fail(watch, "b", 20, SECOND);
            assertThat(watch.evaluate(SECOND)).hasSize(2);

            absent.addAll(List.of("c", "d"));

            assertThat(watch.evaluate(2 * SECOND).stream().map(HealthEvent::describe))
                    .containsExactly("a of lane canary is back: no more of the lane may be out");
        }
    }

    @Nested
    class Streams {

        @Test
        @DisplayName("H4: a stream that began before the lane was half open says nothing of it")
        void streamOfBefore_doesNotCount() {
            ApplicationWatch watch = under(Map.of("canary", TRIP));
            LaneWatch canary = watch.lane("canary").orElseThrow();
            canary.hold(List.of("a"), 0);
            fail(watch, "a", 40, SECOND);
            assertThat(watch.evaluate(SECOND)).hasSize(1);
            assertThat(watch.evaluate(32 * SECOND)).hasSize(1);

            for (int i = 0; i < 5; i++) {
                canary.instance("a").orElseThrow().recordStream(Outcome.FAILURE, 20 * SECOND, 33 * SECOND);
            }
            assertThat(watch.evaluate(33 * SECOND)).isEmpty();

            for (int i = 0; i < 5; i++) {
                canary.instance("a").orElseThrow().recordStream(Outcome.FAILURE, SECOND / 2, 33 * SECOND);
            }
            assertThat(watch.evaluate(33 * SECOND)).hasSize(1);
        }

        @Test
        void longStream_isNotSlow() {
            ApplicationWatch watch = under(Map.of("canary", TRIP));
            LaneWatch canary = watch.lane("canary").orElseThrow();
            canary.hold(List.of("a"), 0);

            for (int i = 0; i < 40; i++) {
                canary.instance("a").orElseThrow().recordStream(Outcome.SUCCESS, 5 * SECOND, 10 * SECOND);
            }

            assertThat(watch.evaluate(10 * SECOND)).isEmpty();
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

    private static void succeed(LaneWatch lane, String... instances) {
        for (String instance : instances) {
            for (int i = 0; i < 60; i++) {
                lane.instance(instance).orElseThrow().record(Outcome.SUCCESS, 0, SECOND);
            }
        }
    }

    private static void fail(ApplicationWatch watch, String instance, int times, long now) {
        for (int i = 0; i < times; i++) {
            watch.lane("canary").orElseThrow().instance(instance).orElseThrow().record(Outcome.FAILURE, 0, now);
        }
    }
}
