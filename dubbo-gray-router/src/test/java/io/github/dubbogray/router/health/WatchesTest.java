package io.github.dubbogray.router.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.explain.HypotheticalRequest;
import io.github.dubbogray.core.health.Outcome;
import io.github.dubbogray.core.health.watch.InstanceWatch;
import io.github.dubbogray.core.health.watch.LaneWatch;
import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.placement.Absence;
import io.github.dubbogray.core.placement.Instance;
import io.github.dubbogray.core.placement.Standing;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.router.event.GrayEvent;
import io.github.dubbogray.router.event.GrayEvents;
import io.github.dubbogray.router.testing.FakeInvoker;
import io.github.dubbogray.router.testing.HandTimer;
import io.github.dubbogray.testing.CapturedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WatchesTest {

    private static final String SHOP = "shop";
    private static final Table WITHOUT = Table.withoutDocument(SHOP);
    private static final Table WATCHED = table("canary: { labels: { version: v2 }, outlier: {}, health: {} }");
    private static final FakeInvoker INVOKER = FakeInvoker.of(SHOP, Map.of());
    private static final Duration LOOK = Duration.ofMillis(100);

    private final HandTimer timer = new HandTimer();
    private final GrayEvents events = GrayEvents.apart();
    private final List<GrayEvent> heard = new ArrayList<>();
    private final Watches watches = new Watches(events, timer.surroundings());
    private Table table = WATCHED;

    WatchesTest() {
        events.listen(heard::add);
    }

    @Nested
    @DisplayName("H5: what no document says is to be watched costs nothing")
    class Unwatched {

        @Test
        void noKeys_noTimerAndNothingKnown() {
            table = WITHOUT;

            assertThat(hold("a", "s1", "c1", "c2")).isSameAs(Sight.NONE);
            assertThat(timer.tasks()).isZero();
        }

        @Test
        void keysGone_endTheTimer() {
            hold("a", "s1", "c1", "c2");
            assertThat(timer.tasks()).isOne();
            table = WITHOUT;

            assertThat(hold("a", "s1", "c1", "c2")).isSameAs(Sight.NONE);
            assertThat(timer.tasks()).isZero();
        }

        @Test
        void lastReferenceGone_endsTheTimer() {
            hold("a", "c1");
            hold("b", "c1");
            watches.letGo("a");
            assertThat(timer.tasks()).isOne();

            watches.letGo("b");
            assertThat(timer.tasks()).isZero();
            assertThat(watches.watch(SHOP).lanes()).isEmpty();
        }

        @Test
        void keysBack_beginTheTimerAnew() {
            hold("a", "c1");
            watches.letGo("a");
            hold("a", "c1");

            assertThat(timer.tasks()).isOne();
        }

        @Test
        void closed_startsNothing() {
            watches.close();

            assertThat(timer.isShutdown()).isTrue();
        }
    }

    @Nested
    @DisplayName("H4: who goes out and who comes back is told in the order in which it happened")
    class Order {

        /** As another thread does while routers take an ejection over. */
        @Test
        void instanceThatLeavesMeanwhile_isToldOfLast() {
            hold("a", "c1", "c2", "c3", "c4");
            watches.follow(SHOP, () -> {
                if (heard.isEmpty()) {
                    hold("a", "c2", "c3", "c4");
                    events.publishPutOff();
                }
            });
            fail("c1", 20);
            timer.pass(LOOK);

            assertThat(heard).hasSize(2);
            assertThat(heard.get(0).describe()).contains("ejected");
            assertThat(heard.get(1).describe())
                    .contains("c1")
                    .isNotEqualTo(heard.get(0).describe());
        }

        @Test
        void listenerThatIsForgotten_isNotCalled() {
            hold("a", "c1", "c2", "c3", "c4");
            List<String> called = new ArrayList<>();
            Runnable first = () -> called.add("first");
            Runnable second = () -> called.add("second");
            watches.follow(SHOP, first);
            watches.follow(SHOP, second);
            watches.forget(first);
            watches.forget("unheard-of", first);
            fail("c1", 20);
            timer.pass(LOOK);

            assertThat(called).containsExactly("second");
        }
    }

    /** Who does not serve anyway makes no room for another to be out. */
    @Nested
    @DisplayName("H3: the last instance that can serve is never ejected")
    class LastOne {

        @Test
        void othersTakenOutByAnOperator_areNoMembers() {
            watches.hold("a", List.of(member("c1", Standing.OUT), member("c2", Standing.SERVING)), name -> table);
            fail("c2", 20);
            timer.pass(LOOK);

            assertThat(held("canary")).containsExactly("c2");
            assertThat(instance("c2").isOut()).isFalse();
        }

        @Test
        void othersThatTheRegistryCallsUnhealthy_makeNoRoom() {
            watches.hold("a", List.of(member("c1", Standing.UNHEALTHY), member("c2", Standing.SERVING)), name -> table);
            fail("c2", 20);
            timer.pass(LOOK);

            assertThat(instance("c2").isOut()).isFalse();
        }

        @Test
        void healthyOnesThatLeave_bringOneBackWithTheSameList() {
            hold("a", "c1", "c2", "c3", "c4");
            lane("canary").instances().stream()
                    .filter(instance -> List.of("c3", "c4").contains(instance.name()))
                    .forEach(instance ->
                            IntStream.range(0, 60).forEach(call -> instance.record(Outcome.SUCCESS, 0, timer.nanos())));
            fail("c1", 5);
            fail("c2", 5);
            timer.pass(LOOK);
            heard.clear();

            Sight sight = hold("a", "c1", "c2");
            events.publishPutOff();

            assertThat(ejected(sight, 2)).hasSize(1);
            assertThat(heard).hasSize(1).allMatch(event -> event.describe().contains("no more of the lane may be out"));
        }

        private static Member member(String address, Standing standing) {
            return new Member(address, new Instance(SHOP, Labels.of("version", "v2"), standing), INVOKER);
        }
    }

    @Nested
    class Attention {

        @Test
        void watchedLanes_areAttendedToWhileSomebodyCallsThem() {
            assertThat(watches.areAttending()).isFalse();
            hold("a", "s1", "c1");

            assertThat(watches.areAttending()).isTrue();
            assertThat(watches.attended(SHOP)).extracting(Attended::table).isEqualTo(WATCHED);
            assertThat(watches.attended("other")).isNull();
            assertThat(watches.mayRetryOnStable("getPrice")).isFalse();

            watches.letGo("a");
            assertThat(watches.areAttending()).isFalse();
            assertThat(watches.attended(SHOP)).isNull();
        }

        @Test
        @DisplayName("H5: where failed calls are only tried again, nobody is judged, so nothing beats")
        void retriesAlone_needNoTimer() {
            table = ((Reading.Accepted) DocumentReader.read(SHOP, """
                            apiVersion: dubbo-gray/v1
                            application: shop
                            lanes: { canary: { labels: { version: v2 } } }
                            failures: { retryOnStable: [get*] }
                            """)).table();
            hold("a", "s1", "c1");

            assertThat(timer.tasks()).isZero();
            assertThat(watches.mayRetryOnStable("getPrice")).isTrue();
            assertThat(watches.mayRetryOnStable("putPrice")).isFalse();
        }

        @Test
        void whoIsOut_isSaidWithTheReason() {
            hold("a", "s1", "c1", "c2", "c3");
            assertThat(watches.describe()).isEmpty();
            fail("c2", 5);
            timer.pass(LOOK);

            assertThat(watches.describe())
                    .isEqualTo("Health of shop: c2 of lane canary is ejected since 12:03:00Z until 12:03:30Z: "
                            + "5 in a row failed, 5 of 5 failed within 1s, the others 0 of 0\n");
        }

        @Test
        @DisplayName("D2: a document that is switched off watches nobody, and ends what was out")
        void switchedOff_nobodyIsOut() {
            hold("a", "s1", "c1", "c2", "c3");
            fail("c2", 5);
            timer.pass(LOOK);
            table = ((Reading.Accepted) DocumentReader.read(SHOP, """
                            apiVersion: dubbo-gray/v1
                            application: shop
                            enabled: false
                            lanes: { canary: { labels: { version: v2 }, outlier: {}, health: {} } }
                            """)).table();

            assertThat(hold("a", "s1", "c1", "c2", "c3")).isSameAs(Sight.NONE);
            assertThat(watches.areAttending()).isFalse();
            assertThat(timer.tasks()).isZero();
        }
    }

    @Nested
    class References {

        @Test
        @DisplayName("H1: references of one application share its watch; a lane holds the instances of all of them")
        void severalReferences_holdTheUnion() {
            hold("a", "s1", "c1", "c2");
            hold("b", "s1", "c2", "c3");

            assertThat(held("canary")).containsExactlyInAnyOrder("c1", "c2", "c3");
            assertThat(held("stable")).containsExactly("s1");

            watches.letGo("a");
            assertThat(held("canary")).containsExactly("c2", "c3");
        }

        @Test
        void instanceThatStays_keepsItsState() {
            hold("a", "c1", "c2", "c3");
            fail("c1", 5);
            timer.pass(LOOK);

            hold("a", "c1", "c2", "c4");
            assertThat(instance("c1").isOut()).isTrue();

            table = table(
                    "canary: { labels: { version: v2 }, outlier: {}, health: {} }",
                    "beta: { labels: { version: v3 } }");
            hold("a", "c1", "c2", "c4");
            assertThat(instance("c1").isOut()).isTrue();
        }

        @Test
        void otherApplicationOnly_letsGo() {
            hold("a", "c1");
            watches.hold(
                    "a", List.of(new Member("x", new Instance("other", Labels.NONE), INVOKER)), Table::withoutDocument);

            assertThat(watches.watch(SHOP).lanes()).isEmpty();
        }
    }

    @Nested
    class News {

        @Test
        @DisplayName("P5, H3: an ejection is told, listeners first, and is an absence from then on")
        void ejection_isToldWhenItIsInForce() {
            Sight before = hold("a", "s1", "c1", "c2", "c3");
            List<String> order = new ArrayList<>();
            watches.follow(SHOP, () -> order.add("rebuilt: " + watches.isCurrent(before)));
            watches.follow("other", () -> order.add("another one's"));
            events.listen(event -> order.add("told"));
            assertThat(watches.isCurrent(before)).isTrue();
            fail("c2", 5);

            timer.pass(LOOK);

            assertThat(order).isEqualTo(List.of("rebuilt: false", "told"));
            assertThat(descriptions())
                    .containsExactly("Health of shop: c2 of lane canary is ejected for 30s: 5 in a row failed, "
                            + "5 of 5 failed within 1s, the others 0 of 0");
            assertThat(ejected(hold("a", "s1", "c1", "c2", "c3"), 4)).containsExactly(2);
            assertThat(ejected(watches.of(members("c2", "c1")), 2)).containsExactly(0);
        }

        @Test
        @DisplayName("P5, H4: a trip and the whole way back are told, with the time of day in the reason")
        void trip_isToldUntilTheLaneIsBack() {
            hold("a", "s1", "c1");
            fail("c1", 20);
            timer.pass(LOOK);

            Absence.OfLane tripped = hold("a", "s1", "c1").absence().of(SHOP, "canary");
            assertThat(tripped.intake()).isEqualTo(Absence.Intake.NONE);
            assertThat(tripped.trip())
                    .isEqualTo("lane canary is tripped since 12:03:00Z: 20 of 20 failed within 1s, stable 0 of 0");

            for (int second = 0; second < 71; second++) {
                timer.pass(Duration.ofSeconds(1));
            }
            assertThat(heard.stream()
                            .map(event -> ((GrayEvent.HealthChanged) event).news())
                            .map(news -> news.getClass().getSimpleName() + (news.takesOut() ? ", out" : "")))
                    .containsExactly(
                            "LaneTripped, out",
                            "LaneProbed",
                            "LaneReturning",
                            "LaneReturning",
                            "LaneReturning",
                            "LaneReturned");
            assertThat(hold("a", "s1", "c1").absence().of(SHOP, "canary").trip())
                    .isEmpty();
        }

        @Test
        void report_saysStateAndUntilWhen() {
            assertThat(watches.report()).isEmpty();
            hold("a", "s1", "c1");
            fail("c1", 20);
            timer.pass(LOOK);

            LaneReport canary = reportOf("canary");
            assertThat(List.of(canary.application(), canary.state(), canary.told()))
                    .containsExactly(
                            SHOP,
                            "open",
                            "lane canary is tripped since 12:03:00Z: 20 of 20 failed within 1s, stable 0 of 0");
            assertThat(canary.until()).isPresent();
            assertThat(canary.counts().failures()).isEqualTo(20);
            assertThat(canary.instances()).isOne();
            assertThat(canary.out()).isEmpty(); // the last one of a lane is never ejected
            assertThat(List.of(reportOf("stable").state(), reportOf("stable").told()))
                    .containsExactly("", "");
        }

        @Test
        void report_saysWhoIsOutAndUntilWhen() {
            hold("a", "s1", "c1", "c2", "c3");
            fail("c2", 5);
            timer.pass(LOOK);

            assertThat(reportOf("canary").out()).singleElement().satisfies(out -> {
                assertThat(out.address()).isEqualTo("c2");
                assertThat(out.told()).startsWith("is ejected since 12:03:00Z until 12:03:30Z: 5 in a row failed");
                assertThat(Duration.between(out.since(), out.until().orElseThrow()))
                        .isEqualTo(Duration.ofSeconds(30));
            });
            assertThat(reportOf("canary").told()).isEmpty();
        }

        @Test
        void whoOnlyLooks_usesUpNoProbe() {
            HypotheticalRequest request = new HypotheticalRequest(Map.of());
            hold("a", "s1", "c1");
            assertThat(watches.wouldAdmit(SHOP, "canary", request)).isTrue();
            fail("c1", 20);
            timer.pass(LOOK);
            assertThat(watches.wouldAdmit(SHOP, "canary", request)).isFalse();
            for (int second = 0; second < 30; second++) {
                timer.pass(Duration.ofSeconds(1));
            }
            assertThat(reportOf("canary").state()).isEqualTo("half_open");

            assertThat(IntStream.range(0, 100).filter(i -> watches.wouldAdmit(SHOP, "canary", request)))
                    .isEmpty();
            assertThat(IntStream.range(0, 100).filter(i -> watches.admits(SHOP, "canary", request)))
                    .hasSize(5);
            assertThat(watches.wouldAdmit("other", "canary", request)).isTrue();
        }

        private LaneReport reportOf(String lane) {
            return watches.report().stream()
                    .filter(report -> report.lane().equals(lane))
                    .findFirst()
                    .orElseThrow();
        }

        @Test
        void forgottenListener_hearsNothing() {
            hold("a", "c1", "c2", "c3");
            List<String> told = new ArrayList<>();
            Runnable one = () -> told.add("one");
            Runnable other = () -> told.add("other");
            watches.follow(SHOP, one);
            watches.follow(SHOP, other);
            watches.forget(SHOP, one);
            watches.forget(other);
            fail("c2", 5);

            timer.pass(LOOK);

            assertThat(told).isEmpty();
            assertThat(heard).hasSize(1);
        }

        @Test
        void nothingNew_tellsNobody() {
            Sight before = hold("a", "c1", "c2");
            watches.follow(SHOP, () -> heard.add(new GrayEvent.DocumentGone(SHOP)));
            timer.pass(LOOK);

            assertThat(heard).isEmpty();
            assertThat(watches.isCurrent(before)).isTrue();
        }

        @Test
        @DisplayName("An ejection is a warning in the log, a return is not")
        void log_warnsOfWhoGoesOut() {
            try (CapturedLog log = new CapturedLog()) {
                hold("a", "c1", "c2", "c3");
                fail("c2", 5);
                timer.pass(LOOK);
                timer.pass(Duration.ofSeconds(31));

                assertThat(log.text().lines().filter(line -> line.contains("Health of shop: c2 of lane canary is ")))
                        .hasSize(2)
                        .satisfiesExactly(
                                ejected -> assertThat(ejected).contains("WARN"),
                                back -> assertThat(back).contains("INFO").contains("its time is over"));
            }
        }
    }

    private Sight hold(String reference, String... addresses) {
        return watches.hold(reference, members(addresses), name -> table);
    }

    /** Instances whose address begins with {@code c} are canary. */
    private static List<Member> members(String... addresses) {
        return Stream.of(addresses)
                .map(address -> new Member(
                        address,
                        new Instance(SHOP, address.startsWith("c") ? Labels.of("version", "v2") : Labels.NONE),
                        INVOKER))
                .toList();
    }

    private static List<Integer> ejected(Sight sight, int instances) {
        return IntStream.range(0, instances)
                .filter(sight.absence().of(SHOP, "canary").ejected())
                .boxed()
                .toList();
    }

    private List<String> held(String lane) {
        return lane(lane).instances().stream().map(InstanceWatch::name).toList();
    }

    private LaneWatch lane(String lane) {
        return watches.watch(SHOP).lane(lane).orElseThrow();
    }

    private InstanceWatch instance(String address) {
        return lane("canary").instance(address).orElseThrow();
    }

    private void fail(String address, int calls) {
        for (int i = 0; i < calls; i++) {
            instance(address).record(Outcome.FAILURE, 0, timer.nanos());
        }
    }

    private List<String> descriptions() {
        return heard.stream().map(GrayEvent::describe).toList();
    }

    private static Table table(String... lanes) {
        Reading reading = DocumentReader.read(
                SHOP, "apiVersion: dubbo-gray/v1\napplication: shop\nlanes:\n  " + String.join("\n  ", lanes) + "\n");
        return ((Reading.Accepted) reading).table();
    }
}
