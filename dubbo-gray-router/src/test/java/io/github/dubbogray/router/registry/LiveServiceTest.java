package io.github.dubbogray.router.registry;

import static io.github.dubbogray.router.registry.Listed.describing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.dubbogray.core.placement.Standing;
import io.github.dubbogray.router.connection.Connection;
import io.github.dubbogray.router.event.GrayEvent;
import io.github.dubbogray.router.event.GrayEvents;
import io.github.dubbogray.router.event.LabelDrift;
import io.github.dubbogray.router.meter.Meters;
import io.github.dubbogray.testing.CapturedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LiveServiceTest {

    private static final NamingRegistry HERE = Listed.registry("127.0.0.1:8848");
    private static final NamingRegistry THERE = Listed.registry("127.0.0.2:8848");
    private static final String TWO_PROTOCOLS =
            "[{\"port\":1,\"protocol\":\"dubbo\"},{\"port\":50051,\"protocol\":\"tri\"}]";

    private final List<GrayEvent> events = new ArrayList<>();
    private final Meters meters = new Meters();
    private final AtomicInteger changes = new AtomicInteger();
    private long nanos = Long.MAX_VALUE - Duration.ofMinutes(1).toNanos();
    private Connection connection = new Connection(true, 1);
    private final Settling here = new Settling(() -> connection, () -> nanos);
    private Drifts drifts;
    private final LiveService service = newService();

    private LiveService newService() {
        GrayEvents published = new GrayEvents();
        published.listen(events::add);
        drifts = new Drifts(published, meters, () -> nanos);
        LiveService live = new LiveService(
                new RegistryService.OfApplication("demo-provider"),
                drifts,
                () -> nanos,
                registry -> registry.equals(HERE) ? here : Settled.of(registry));
        live.follow(changes::incrementAndGet);
        return live;
    }

    @Nested
    class TakeFetched {

        @Test
        void firstList_isTaken() {
            service.takeFetched(HERE, List.of(Listed.at(1)), service.pushes(HERE));

            assertThat(service.instances().listed()).containsOnlyKeys("127.0.0.1:1");
        }

        @Test
        void pushedMeanwhile_pushedListStays() {
            int before = service.pushes(HERE);
            service.takePushed(HERE, List.of(Listed.at(2)));

            service.takeFetched(HERE, List.of(Listed.at(1)), before);

            assertThat(service.instances().listed()).containsOnlyKeys("127.0.0.1:2");
        }

        @Test
        void askedAfterThePush_isTaken() {
            service.takePushed(HERE, List.of(Listed.at(2)));

            service.takeFetched(HERE, List.of(Listed.at(1)), service.pushes(HERE));

            assertThat(service.instances().listed()).containsOnlyKeys("127.0.0.1:1");
        }

        @Test
        void otherRegistryPushedMeanwhile_isTakenAllTheSame() {
            int before = service.pushes(HERE);
            service.takePushed(THERE, List.of(Listed.at(2)));

            service.takeFetched(HERE, List.of(Listed.at(1)), before);

            assertThat(service.instances().listed()).containsOnlyKeys("127.0.0.1:1", "127.0.0.1:2");
        }
    }

    @Nested
    class Listeners {

        @Test
        void changedList_isTold() {
            service.takePushed(HERE, List.of(Listed.at(1)));
            service.takePushed(HERE, List.of(Listed.at(1, 5.0)));

            assertThat(changes).hasValue(2);
        }

        @Test
        void equalList_isNotTold() {
            service.takePushed(HERE, List.of(Listed.at(1), Listed.at(2)));
            LiveInstances before = service.instances();

            service.takePushed(HERE, List.of(Listed.at(2), Listed.at(1)));

            assertThat(changes).hasValue(1);
            assertThat(service.instances()).isSameAs(before);
        }

        @Test
        void forgotten_isNotTold() {
            Runnable other = changes::incrementAndGet;
            service.follow(other);
            service.forget(other);

            service.takePushed(HERE, List.of(Listed.at(1)));

            assertThat(changes).hasValue(1);
        }

        @Test
        void told_theChangeIsThere() {
            List<Integer> sizes = new ArrayList<>();
            service.follow(() -> sizes.add(service.instances().listed().size()));

            service.takePushed(HERE, List.of(Listed.at(1)));

            assertThat(sizes).containsExactly(1);
        }
    }

    @Nested
    class SeveralRegistries {

        @Test
        void sameAddressInBoth_firstRegistryWins() {
            service.takePushed(HERE, List.of(Listed.at(1, 5.0)));
            service.takePushed(THERE, List.of(Listed.at(1, 9.0), Listed.at(2)));
            assertThat(service.instances().at("127.0.0.1:1").weight()).isEqualTo(5);

            service.takePushed(HERE, List.of(Listed.at(1, 6.0)));
            assertThat(service.instances().at("127.0.0.1:1").weight()).isEqualTo(6);
            assertThat(service.instances().listed()).containsOnlyKeys("127.0.0.1:1", "127.0.0.1:2");
        }

        @Test
        void goneFromTheFirst_theOtherSpeaks() {
            service.takePushed(HERE, List.of(Listed.at(1, 5.0)));
            service.takePushed(THERE, List.of(Listed.at(1, 9.0)));

            service.takePushed(HERE, List.of());

            assertThat(service.instances().at("127.0.0.1:1").weight()).isEqualTo(9);
        }
    }

    @Nested
    @DisplayName("I1: what the registry has ceased to list is out")
    class Gone {

        @Test
        void noLongerListed_isOut() {
            service.takePushed(HERE, List.of(Listed.at(1), Listed.at(2)));
            assertThat(isOut(2)).isFalse();

            service.takePushed(HERE, List.of(Listed.at(1)));

            assertThat(isOut(2)).isTrue();
            assertThat(isOut(1)).isFalse();
            assertThat(changes).hasValue(2);
        }

        @Test
        void listedAgain_isNot() {
            service.takePushed(HERE, List.of(Listed.at(1), Listed.at(2)));
            service.takePushed(HERE, List.of(Listed.at(1)));

            service.takePushed(HERE, List.of(Listed.at(1), Listed.at(2)));

            assertThat(isOut(2)).isFalse();
        }

        @Test
        void fiveMinutes_itIs() {
            service.takePushed(HERE, List.of(Listed.at(1), Listed.at(2)));
            service.takePushed(HERE, List.of(Listed.at(1)));

            nanos += Duration.ofMinutes(5).toNanos(); // past the overflow of the clock
            service.takePushed(HERE, List.of(Listed.at(1)));

            assertThat(isOut(2)).isTrue();
        }

        @Test
        void afterFiveMinutes_itIsForgotten() {
            service.takePushed(HERE, List.of(Listed.at(1), Listed.at(2)));
            service.takePushed(HERE, List.of(Listed.at(1)));

            nanos += Duration.ofMinutes(5).toNanos() + 1;
            service.takePushed(HERE, List.of(Listed.at(1)));

            assertThat(service.instances().at("127.0.0.1:2")).isNull();
            assertThat(changes).hasValue(3);
        }

        @Test
        void severalProtocols_allOfTheirAddressesAre() {
            service.takePushed(HERE, List.of(Listed.at(1, Map.of("dubbo.endpoints", TWO_PROTOCOLS)), Listed.at(2)));

            service.takePushed(HERE, List.of(Listed.at(2)));

            assertThat(isOut(1)).isTrue();
            assertThat(isOut(50_051)).isTrue();
        }
    }

    @Nested
    @DisplayName("I1: where nobody is listed, which may be the registry's own trouble, what was known stays")
    class NobodyListed {

        private final RegisteredInstance isolated = Listed.at(1, Standing.OUT);
        private final RegisteredInstance edited = Listed.at(2, Map.of("gray.version", "v2"));

        @Test
        void everybody_isAsItWas() {
            service.takePushed(HERE, List.of(isolated, edited, Listed.at(3)));

            service.takePushed(HERE, List.of());

            assertThat(isOut(1)).isTrue();
            assertThat(isOut(3)).isFalse();
            assertThat(service.instances().at("127.0.0.1:2")).isEqualTo(LiveInstance.of(edited, 1));
            assertThat(service.instances().listed()).isEmpty();
        }

        @Test
        void whoeverWasOutBefore_isStill() {
            service.takePushed(HERE, List.of(Listed.at(1), Listed.at(2)));
            service.takePushed(HERE, List.of(Listed.at(1)));

            service.takePushed(HERE, List.of());

            assertThat(isOut(2)).isTrue();
            assertThat(isOut(1)).isFalse();
        }

        @Test
        void forAnHour_staysAsItWas() {
            service.takePushed(HERE, List.of(isolated, Listed.at(2)));
            service.takePushed(HERE, List.of());

            nanos += Duration.ofHours(1).toNanos();
            service.takePushed(HERE, List.of());

            assertThat(isOut(1)).isTrue();
            assertThat(isOut(2)).isFalse();
        }

        @Test
        void thenSome_theOthersAreOutForFiveMinutesFromThen() {
            service.takePushed(HERE, List.of(isolated, Listed.at(2), Listed.at(3)));
            service.takePushed(HERE, List.of());
            nanos += Duration.ofHours(1).toNanos();
            service.takePushed(HERE, List.of());

            service.takePushed(HERE, List.of(Listed.at(3)));
            assertThat(isOut(1)).isTrue();
            assertThat(isOut(2)).isTrue();

            nanos += Duration.ofMinutes(5).toNanos();
            service.takePushed(HERE, List.of(Listed.at(3)));
            assertThat(isOut(2)).isTrue();
        }
    }

    @Nested
    @DisplayName("I1: a registry that is back may not list yet who is about to be back")
    class WhileItSettles {

        @Test
        void missingWhileItSettles_isAsItWas() {
            service.takePushed(HERE, List.of(Listed.at(1), Listed.at(2)));
            loseConnection();

            service.takePushed(HERE, List.of(Listed.at(1)));

            assertThat(isOut(2)).isFalse();
            assertThat(isKept(2)).isTrue();
        }

        @Test
        void missingForLongerThanThat_isOut() {
            service.takePushed(HERE, List.of(Listed.at(1), Listed.at(2)));
            loseConnection();
            service.takePushed(HERE, List.of(Listed.at(1)));

            nanos += Settling.NANOS;
            service.step();
            assertThat(isOut(2)).isFalse();
            nanos++;
            loseConnection(); // as one that is lost again and again
            service.step();

            assertThat(isOut(2)).isTrue();
            assertThat(isKept(2)).isFalse();
            assertThat(changes).hasValue(3);
        }

        @Test
        void listedAgain_isWhatItIsListedAs() {
            service.takePushed(HERE, List.of(Listed.at(1), Listed.at(2)));
            loseConnection();
            service.takePushed(HERE, List.of(Listed.at(1)));

            service.takePushed(HERE, List.of(Listed.at(1), Listed.at(2, Standing.OUT)));

            assertThat(isOut(2)).isTrue();
        }

        @Test
        void nobodyThenOneByOne_theOthersAreAsTheyWereFromTheFirstOn() {
            service.takePushed(HERE, List.of(Listed.at(1, Standing.OUT), Listed.at(2), Listed.at(3)));
            loseConnection();
            service.takePushed(HERE, List.of());
            for (int second = 0; second < 120; second++) { // until the first is back
                nanos += Duration.ofSeconds(1).toNanos();
                service.step();
            }

            service.takePushed(HERE, List.of(Listed.at(3)));
            nanos += Settling.NANOS - Duration.ofSeconds(1).toNanos();
            service.step();

            assertThat(isOut(1)).isTrue();
            assertThat(isOut(2)).isFalse();
            assertThat(isKept(2)).isTrue();
        }

        @Test
        void nobodyForFiveMinutes_isAsItWasAndKeptNoMore() {
            service.takePushed(HERE, List.of(Listed.at(1), Listed.at(2, Standing.OUT)));
            loseConnection();
            service.takePushed(HERE, List.of());
            service.step();

            nanos += RegistryList.MOST_KEPT_NANOS + 1;
            service.step();

            assertThat(isKept(1)).isFalse();
            assertThat(isOut(1)).isFalse();
            assertThat(isOut(2)).isTrue();
        }

        @Test
        void outBeforeItSettled_isStillOut() {
            service.takePushed(HERE, List.of(Listed.at(1), Listed.at(2)));
            service.takePushed(HERE, List.of(Listed.at(1)));
            loseConnection();

            service.takePushed(HERE, List.of(Listed.at(1)));

            assertThat(isOut(2)).isTrue();
            assertThat(isKept(2)).isFalse();
        }

        @Test
        void otherRegistry_keepsNobodyOfItsOwn() {
            service.takePushed(HERE, List.of(Listed.at(1), Listed.at(2)));
            service.takePushed(THERE, List.of(Listed.at(1), Listed.at(3)));
            loseConnection();

            service.takePushed(THERE, List.of(Listed.at(1)));

            assertThat(service.isKept(THERE, "127.0.0.1:3", "")).isFalse();
            assertThat(service.isKept(THERE, "127.0.0.1:2", "")).isFalse();
            assertThat(isOut(3)).isTrue();
        }

        @Test
        void listedByTheOther_isMissingForDubboAlone() {
            service.takePushed(HERE, List.of(Listed.at(1), Listed.at(2)));
            service.takePushed(THERE, List.of(Listed.at(2)));
            loseConnection();

            service.takePushed(HERE, List.of());

            assertThat(isKept(2)).isTrue();
            assertThat(isOut(2)).isFalse();
        }

        private void loseConnection() {
            here.isOn();
            connection = new Connection(true, connection.number() + 1);
        }

        private boolean isKept(int port) {
            return service.isKept(HERE, "127.0.0.1:" + port, "");
        }
    }

    private boolean isOut(int port) {
        LiveInstance known = service.instances().at("127.0.0.1:" + port);
        return known != null && known.standing() == Standing.OUT;
    }

    @Nested
    class DriftsOfAList {

        private static final LabelDrift DRIFT = new LabelDrift("demo-provider", "127.0.0.1:1", "version", "v1", "v2");

        @Test
        void listeners_hearOfADriftAfterItIsInForce() {
            List<Integer> eventsBefore = new ArrayList<>();
            service.follow(() -> eventsBefore.add(events.size()));

            service.takePushed(HERE, List.of(drifted()));

            assertThat(eventsBefore).containsExactly(0);
            assertThat(events).containsExactly(new GrayEvent.LabelDrifted(DRIFT));
        }

        @Test
        void endedService_saysNothingAnyMoreAndTakesNoList() {
            service.takePushed(HERE, List.of(drifted()));

            service.end();
            service.takePushed(HERE, List.of(drifted(), Listed.at(2)));
            nanos += Drifts.SETTLING_NANOS;
            drifts.step();

            assertThat(events).containsExactly(new GrayEvent.LabelDrifted(DRIFT), new GrayEvent.DriftSettled(DRIFT));
            assertThat(service.instances().listed()).containsOnlyKeys("127.0.0.1:1");
        }

        private static RegisteredInstance drifted() {
            return Listed.at(1, describing("version=v1", Map.of("version", "v2")));
        }
    }

    @Nested
    class Step {

        @Test
        void loadWeight_isFollowedHalfOfTheWay() {
            service.takePushed(HERE, List.of(asking("100")));
            service.takePushed(HERE, List.of(asking("20")));
            assertThat(weight()).isEqualTo(1);

            changes.set(0);
            service.step();
            assertThat(weight()).isEqualTo(0.6);
            assertThat(changes).hasValue(1);
            service.step();
            assertThat(weight()).isEqualTo(0.4);
            assertThat(changes).hasValue(2);
        }

        @Test
        void nothingMoves_nobodyIsTold() {
            service.takePushed(HERE, List.of(asking("40"), Listed.at(2)));

            service.step();

            assertThat(changes).hasValue(1);
            assertThat(weight()).isEqualTo(0.4);
        }

        private double weight() {
            return service.instances().at("127.0.0.1:1").weight();
        }

        private static RegisteredInstance asking(String percent) {
            return Listed.at(1, Map.of("dubbo.gray-load-weight", percent));
        }
    }

    @Nested
    class Describe {

        @Test
        void nothingKnown_saysSo() {
            assertThat(service.describe()).isEqualTo("demo-provider: 0 instances listed, 0 unhealthy, 0 taken out");
        }

        @Test
        void standings_areTold() {
            service.takePushed(
                    HERE,
                    List.of(
                            Listed.at(1, describing("version=v1", Map.of("version", "v2"))),
                            Listed.at(2, Standing.UNHEALTHY),
                            Listed.at(3, Standing.UNHEALTHY),
                            Listed.at(4, Standing.OUT)));

            assertThat(service.describe()).isEqualTo("demo-provider: 4 instances listed, 2 unhealthy, 1 taken out");
        }
    }

    @Nested
    class AwaitFirst {

        @Test
        void listIsThere_returnsAndSaysNothing() {
            service.takePushed(HERE, List.of());
            try (CapturedLog log = new CapturedLog()) {
                service.awaitFirst(60_000);

                assertThat(log.text()).isEmpty();
            }
        }

        @Test
        void registryAway_returnsBeforeItsTime() {
            service.endWait();

            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> service.awaitFirst(60_000));
        }

        @Test
        void noListInTime_goesOnAndSaysSo() {
            try (CapturedLog log = new CapturedLog()) {
                service.awaitFirst(1);

                assertThat(log.text())
                        .contains("The registry has not listed the instances of demo-provider after 1 ms; "
                                + "going on without weights and health");
            }
        }

        @Test
        void interrupted_returnsAndStaysInterrupted() {
            Thread.currentThread().interrupt();

            service.awaitFirst(60_000);

            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
