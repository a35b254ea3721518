package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.core.health.watch.HealthEvent;
import io.github.dubbogray.core.health.watch.TripState;
import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.Ailment;
import io.github.dubbogray.it.lab.Caller;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Patient;
import io.github.dubbogray.it.lab.Traffic;
import io.github.dubbogray.it.lab.Ward;
import io.github.dubbogray.router.meter.Meter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Some of four gray instances are sick (seed rows E64, E68). */
@ExtendWith(FleetExtension.class)
class SickInstanceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LATE = Caller.TIMEOUT.multipliedBy(2);
    private static final int USERS = 1_000;
    private static final int CAP = 2;

    private static final String OUTLIER = "outlier: { window: 2s, ejectFor: 2s, maxEjectFor: 4s }\n";
    private static final String HEALTH = "health: { window: 2s, openFor: 2s }\n";
    private static final String PROBING = "probing: { by: tcp, initialDelay: 0s, period: 1s, failures: 2 }\n";

    private static Ward ward;

    @BeforeAll
    static void openWard(Fleet fleet) throws Exception {
        ward = Ward.open(fleet, 1, 4);
    }

    @AfterAll
    static void closeWard() throws Exception {
        ward.close();
    }

    @AfterEach
    void heal() {
        ward.heal();
    }

    static Stream<Ailment> ailments() {
        return Stream.of(Ailment.failing(100), Ailment.late(LATE), Ailment.refusing());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ailments")
    @DisplayName(
            "E37, H1, H3, H4, P5: one of four that fails, hangs or refuses connections is ejected alone, its lane stays, and "
                    + "it is back when it is well")
    void oneOfFourIsSick_itAloneIsEjected(Ailment ailment) throws Exception {
        Patient sick = ward.gray().get(1);
        List<Patient> well =
                ward.gray().stream().filter(patient -> !patient.equals(sick)).toList();
        try (Caller caller = Caller.of(ward, "sick-instance", Texts.watched(OUTLIER + HEALTH + PROBING));
                Traffic gray = Traffic.of(200, USERS, caller::gray);
                Traffic stable = Traffic.of(50, USERS, caller::stable)) {
            await().atMost(PATIENCE).until(() -> gray.calls().size() > 200);
            assertThat(ward.gray()).allMatch(each -> gray.calls().stream().anyMatch(call -> call.isTo(List.of(each))));

            long fault = System.nanoTime();
            sick.become(ailment);
            await().atMost(PATIENCE).until(() -> !caller.out().isEmpty());
            long out = System.nanoTime();
            System.out.println(
                    ailment + ": out after " + Duration.ofNanos(out - fault).toMillis() + " ms");
            assertThat(caller.out()).containsExactly(sick.address());
            await().atMost(PATIENCE).until(() -> gray.since(out).size() > 100);
            assertThat(gray.since(out)).allMatch(call -> call.isTo(ward.gray()));

            sick.become(Ailment.none());
            await().atMost(PATIENCE).until(() -> caller.out().isEmpty());
            long back = System.nanoTime();
            if (!ailment.equals(Ailment.refusing())) { // to such a one Dubbo itself connects again within a minute only
                await().atMost(PATIENCE)
                        .until(() -> gray.since(back).stream().anyMatch(call -> call.isTo(List.of(sick))));
            }

            assertThat(caller.trip()).isEqualTo(TripState.CLOSED);
            assertThat(caller.events(HealthEvent.LaneTripped.class)).as("trips").isEmpty();
            assertThat(everOut(caller)).containsOnly(sick.address());
            assertThat(caller.counted(Meter.EJECTIONS))
                    .isEqualTo(everOut(caller).size());
            assertThat(gray.calls()).allMatch(call -> call.isTo(ward.gray()));
            assertThat(gray.calls().stream().filter(call -> call.isTo(well)))
                    .as("calls of the well ones")
                    .noneMatch(Traffic.Call::isFailed);
            assertThat(stable.calls()).noneMatch(Traffic.Call::isFailed);
        }
    }

    private static List<String> everOut(Caller caller) {
        return Stream.concat(
                        caller.events(HealthEvent.InstanceEjected.class).stream()
                                .map(event -> event.instance()),
                        caller.events(HealthEvent.InstanceUnanswering.class).stream()
                                .map(event -> event.instance()))
                .toList();
    }

    @Test
    @DisplayName("H3: of four of which three are sick no more than two are out at any moment")
    void threeOfFourAreSick_theCapHolds() throws Exception {
        try (Caller caller = Caller.of(ward, "cap", Texts.watched(OUTLIER));
                Traffic gray = Traffic.of(200, USERS, caller::gray)) {
            await().atMost(PATIENCE).until(() -> gray.calls().size() > 100);
            try (Lookout lookout = Lookout.over(caller)) {
                ward.gray().subList(1, 4).forEach(patient -> patient.become(Ailment.failing(100)));
                await().atMost(PATIENCE)
                        .until(() ->
                                caller.events(HealthEvent.InstanceEjected.class).size() >= 6);
                System.out.println("looked " + lookout.looks().size() + " times:\n" + caller.history());
                assertThat(Collections.max(List.copyOf(lookout.looks()))).isEqualTo(CAP);
            }
        }
    }

    /** Looks each 10 ms how many instances are out. */
    private record Lookout(Thread thread, List<Integer> looks) implements AutoCloseable {

        private static final long PERIOD_MILLIS = 10;

        static Lookout over(Caller caller) {
            List<Integer> looks = Collections.synchronizedList(new ArrayList<>());
            Thread thread = new Thread(() -> look(caller, looks), "lookout");
            thread.start();
            return new Lookout(thread, looks);
        }

        private static void look(Caller caller, List<Integer> looks) {
            try {
                while (true) {
                    looks.add(caller.out().size());
                    Thread.sleep(PERIOD_MILLIS);
                }
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() throws InterruptedException {
            thread.interrupt();
            thread.join();
        }
    }
}
