package io.github.dubbogray.router.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.testing.CapturedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PresencesTest {

    private static final NamingRegistry HERE = Listed.registry("127.0.0.1:8848");
    private static final NamingRegistry THERE = Listed.registry("127.0.0.2:8848");

    private final FakeNamingClient naming = new FakeNamingClient();
    private final FakeNamingClient there = new FakeNamingClient();
    private long nanos = Long.MAX_VALUE - Duration.ofSeconds(3).toNanos(); // the clock overflows
    private final Presences presences =
            new Presences(registry -> (registry.equals(HERE) ? naming : there).connect(registry), () -> nanos);

    @Nested
    class Writing {

        @Test
        void wanted_isWrittenOnce() {
            step("r1");
            pass(60);
            step("r1");

            assertThat(naming.presences()).isEqualTo(Map.of("shop", shop("r1")));
            assertThat(naming.announcements()).isEqualTo(1);
        }

        @Test
        @DisplayName("Of many changes in a row the last one is written, two seconds after the one before")
        void changesInARow_areOneWrite() {
            step("r1");
            for (String revision : List.of("r2", "r3", "r4")) {
                pass(0.6);
                step(revision);
            }
            assertThat(naming.presences()).isEqualTo(Map.of("shop", shop("r1")));

            pass(0.2);
            step("r4");

            assertThat(naming.presences()).isEqualTo(Map.of("shop", shop("r4")));
            assertThat(naming.announcements()).isEqualTo(2);
        }

        @Test
        void changeThatIsTakenBackInTime_isNotWritten() {
            step("r1");
            step("r2");
            pass(2);
            step("r1");

            assertThat(naming.announcements()).isEqualTo(1);
        }

        @Test
        void changeAfterAWhile_isWrittenAtOnce() {
            step("r1");
            pass(2);
            step("r2");

            assertThat(naming.presences()).isEqualTo(Map.of("shop", shop("r2")));
        }

        @Test
        void severalRegistries_haveItEach() {
            presences.step(List.of(HERE, THERE), List.of(shop("r1")));

            assertThat(naming.presences()).isEqualTo(Map.of("shop", shop("r1")));
            assertThat(there.presences()).isEqualTo(Map.of("shop", shop("r1")));
        }
    }

    @Test
    @DisplayName(
            "One server by two groups, as where instances are found by application and by interface, is one registry")
    void groupsOfOneServer_haveItOnce() {
        NamingRegistry otherGroup = NamingRegistry.of(HERE.url(), "other");
        List<NamingRegistry> connected = new ArrayList<>();
        Presences ofBoth = new Presences(
                registry -> {
                    connected.add(registry);
                    return naming;
                },
                () -> nanos);

        ofBoth.step(List.of(HERE, otherGroup), List.of(shop("r1")));

        assertThat(connected).containsExactly(HERE);
    }

    @Nested
    class TakingBack {

        @Test
        void noLongerWanted_isTakenBack() {
            step("r1");
            pass(2);

            presences.step(List.of(HERE), List.of());

            assertThat(naming.presences()).isEmpty();
        }

        @Test
        void wantedAgain_isWrittenAgain() {
            step("r1");
            pass(2);
            presences.step(List.of(HERE), List.of());
            step("r1");

            assertThat(naming.presences()).isEqualTo(Map.of("shop", shop("r1")));
        }

        @Test
        void failed_isTriedAgain() {
            step("r1");
            pass(2);
            naming.away();
            presences.step(List.of(HERE), List.of());
            naming.back();

            pass(4.9);
            presences.step(List.of(HERE), List.of());
            assertThat(naming.presences()).hasSize(1);
            pass(0.1);
            presences.step(List.of(HERE), List.of());
            assertThat(naming.presences()).isEmpty();
        }

        @Test
        @DisplayName("A failed attempt may have been heard all the same, or be made up for by the client")
        void neverTaken_isTakenBackAllTheSame() {
            naming.silentAbout("shop");
            step("r1");
            naming.back();
            naming.announce(shop("r1"));

            pass(5);
            presences.step(List.of(HERE), List.of());

            assertThat(naming.presences()).isEmpty();
        }

        @Test
        void registryThatIsUsedNoMore_isLeft() {
            step("r1");
            pass(2);

            presences.step(List.of(THERE), List.of(shop("r1")));

            assertThat(naming.presences()).isEmpty();
            assertThat(there.presences()).hasSize(1);
        }
    }

    @Nested
    class Failing {

        @Test
        @DisplayName("The pauses grow to half a minute and no further")
        void registryThatIsAway_isTriedLessAndLess() {
            naming.silentAbout("shop");
            List<Long> attemptsAtSeconds = IntStream.range(0, 140)
                    .filter(second -> {
                        int before = naming.announcements();
                        step("r1");
                        pass(1);
                        return naming.announcements() > before;
                    })
                    .mapToObj(Long::valueOf)
                    .toList();

            assertThat(attemptsAtSeconds).containsExactly(0L, 5L, 15L, 35L, 65L, 95L, 125L);
        }

        @Test
        void lastState_isWrittenWhenTheRegistryIsBackAndPausesBeginAnew() {
            naming.away();
            step("r1");
            pass(5);
            step("r2");
            naming.back();
            pass(10);
            step("r3");
            assertThat(naming.presences()).isEqualTo(Map.of("shop", shop("r3")));

            pass(2);
            step("r4");
            assertThat(naming.presences()).isEqualTo(Map.of("shop", shop("r4")));
        }

        @Test
        @DisplayName("What a failed attempt left behind is not known, so what was written before it is written again")
        void stateBeforeTheFailure_isWrittenAgain() {
            step("r1");
            naming.away();
            pass(2);
            step("r2");
            naming.back();
            pass(5);

            step("r1");

            assertThat(naming.announcements()).isEqualTo(2);
            assertThat(naming.presences()).isEqualTo(Map.of("shop", shop("r1")));
        }

        @Test
        void oneServiceThatIsRefused_keepsNoOtherWaiting() {
            naming.silentAbout("a-refused");
            List<Presence> wanted = List.of(presence("a-refused", "r1"), shop("r1"), presence("z", "r1"));

            presences.step(List.of(HERE), wanted);
            presences.step(List.of(HERE), wanted);

            assertThat(naming.presences()).containsOnlyKeys("shop", "z");
        }

        @Test
        void registryThatIsAway_getsOneAttemptAtATimeAndTheOtherIsServed() {
            naming.away();
            List<Presence> wanted = IntStream.range(0, 50)
                    .mapToObj(number -> presence("app" + number, "r1"))
                    .toList();

            presences.step(List.of(HERE, THERE), wanted);

            assertThat(naming.connections()).isEqualTo(1);
            assertThat(there.presences()).hasSize(50);
        }

        @Test
        void trouble_isLoggedOnceAndWhenItIsOver() {
            naming.away();
            List<Presence> wanted = List.of(shop("r1"), presence("other", "r1"));
            try (CapturedLog log = new CapturedLog()) {
                for (int second = 0; second < 30; second++) {
                    presences.step(List.of(HERE), wanted);
                    pass(1);
                }
                assertThat(log.linesWith("WARN")).isEqualTo(1);
                assertThat(log.text())
                        .contains(
                                "Nacos at 127.0.0.1:8848, group DEFAULT_GROUP does not list what this process says of "
                                        + "itself in other, which is tried again; calls do not depend on it");
                naming.back();
                for (int second = 0; second < 40; second++) {
                    presences.step(List.of(HERE), wanted);
                    pass(1);
                }

                assertThat(log.linesWith("Nacos at 127.0.0.1:8848, group DEFAULT_GROUP lists what this process says of "
                                + "itself again"))
                        .isEqualTo(1);
                assertThat(log.linesWith("WARN")).isEqualTo(1);
                assertThat(naming.presences()).containsOnlyKeys("shop", "other");
            }
        }
    }

    private void step(String revision) {
        presences.step(List.of(HERE), List.of(shop(revision)));
    }

    private void pass(double seconds) {
        nanos += Math.round(seconds * 1e9);
    }

    private static Presence shop(String revision) {
        return presence("shop", revision);
    }

    private static Presence presence(String service, String revision) {
        return new Presence(service, "dubbo-gray", "127.0.0.1", 1, Map.of("revision", revision));
    }
}
