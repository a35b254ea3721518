package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dubbogray.core.health.watch.HealthEvent;
import io.github.dubbogray.core.health.watch.TripState;
import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.fleet.FreePort;
import io.github.dubbogray.it.lab.Ailment;
import io.github.dubbogray.it.lab.AlertInbox;
import io.github.dubbogray.it.lab.Caller;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.Patient;
import io.github.dubbogray.it.lab.Size;
import io.github.dubbogray.it.lab.Traffic;
import io.github.dubbogray.it.lab.Ward;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When a lane trips and when it does not, how it returns, and who hears of it (seed rows E65, E66, E72, E77). */
@ExtendWith(FleetExtension.class)
class BlameIT {

    private static final int USERS = 50;
    private static final String SHORT = "health: { window: 1s, openFor: 1s, minCalls: 20, return: [100%] }";
    private static final int PROBES = 5;
    private static final Duration OPEN = Duration.ofSeconds(1);

    private static Ward ward;

    @BeforeAll
    static void openWard(Fleet fleet) throws Exception {
        ward = Ward.open(fleet, 1, 1);
    }

    @AfterAll
    static void closeWard() throws Exception {
        ward.close();
    }

    @AfterEach
    void heal() {
        ward.heal();
    }

    @Test
    @DisplayName("H2: too few calls in each window never trip, though all of them fail")
    void tooFewCalls_neverTrip() throws Exception {
        try (Caller caller = Caller.of(ward, "few", Texts.watched(SHORT));
                Traffic stable = Traffic.of(100, USERS, caller::stable)) {
            patiently().until(() -> stable.calls().size() >= 200); // the warm-up is in no window any more
            ward.grayBecome(Ailment.failing(100));
            try (Traffic gray = Traffic.of(10, USERS, caller::gray)) {
                patiently().until(() -> gray.calls().size() >= Size.of(50, 500));
                assertThat(gray.calls()).allMatch(Traffic.Call::isFailed);
                assertThat(trips(caller)).isZero();
            }
            try (Traffic gray = Traffic.of(100, USERS, caller::gray)) { // more of the same would
                patiently().until(() -> trips(caller) > 0 && !gray.calls().isEmpty());
            }
            assertThat(stable.calls()).noneMatch(Traffic.Call::isFailed);
        }
    }

    @Test
    @DisplayName("H1: exceptions that the document ignores never trip, though every call throws one")
    void ignoredExceptions_neverTrip() throws Exception {
        try (Caller caller = Caller.of(ward, "ignored", Texts.watched(SHORT));
                Traffic gray = Traffic.of(100, USERS, caller::gray)) {
            ward.grayBecome(Ailment.complaining(100));
            long sick = System.nanoTime();
            patiently().until(() -> gray.since(sick).size() >= 300);
            assertThat(gray.since(sick)).allMatch(call -> call.failure().equals("BadQuestion"));
            assertThat(trips(caller)).isZero();
        }
    }

    @Test
    @DisplayName("H2, E77: at a threshold of 20 points above stable, which fails 5 %, 19 points do not trip and 21 do")
    void pointsAboveStable_tripFromTheThresholdOn() throws Exception {
        // So many calls that one more or less is no point of a hundred; a busy machine makes them in a longer part of
        // the window.
        String exact = "health: { window: 20s, openFor: 30s, minCalls: 900, failurePointsAboveStable: 20 }";
        try (Caller caller = Caller.of(ward, "points", Texts.watched(exact))) {
            ward.stable().get(0).become(Ailment.failing(5));
            ward.grayBecome(Ailment.failing(24));
            try (Traffic gray = Traffic.of(250, USERS, caller::gray);
                    Traffic stable = Traffic.of(250, USERS, caller::stable)) {
                patiently().until(() -> calls(gray, stable) >= Size.of(1_600, 15_000));
                assertThat(percentFailed(gray.calls())).isBetween(23.5, 24.5);
                assertThat(percentFailed(stable.calls())).isBetween(4.5, 5.5);
                assertThat(trips(caller))
                        .as("trips at 19 points: %s", caller.history())
                        .isZero();

                ward.grayBecome(Ailment.failing(26));
                patiently().until(() -> trips(caller) > 0);
                System.out.println("21 points:\n" + caller.history());
            }
        }
    }

    private static int calls(Traffic gray, Traffic stable) {
        return Math.min(gray.calls().size(), stable.calls().size());
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Size.of(2, 20));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("H2: both lanes are equally sick, as by a database that both use: gray is not blamed")
    void sharedOutage_blamesNobody(long seed) throws Exception {
        try (Caller caller = Caller.of(ward, "shared", Texts.watched(SHORT));
                Traffic gray = Traffic.of(100, USERS, caller::gray);
                Traffic stable = Traffic.of(100, USERS, caller::stable)) {
            patiently().until(() -> gray.calls().size() >= 50 && stable.calls().size() >= 50);
            List<Patient> all = new ArrayList<>(ward.stable());
            all.addAll(ward.gray());
            all.parallelStream()
                    .forEach(patient -> patient.become(Ailment.failingAtRandom(60, seed + patient.control())));
            long outage = System.nanoTime();
            patiently().until(() -> gray.since(outage).size() >= 250);
            assertThat(percentFailed(gray.since(outage))).isGreaterThan(45);
            assertThat(trips(caller)).as(caller.history()).isZero();
        }
    }

    @Test
    @DisplayName("H4: a lane that gets no calls after its trip comes back by itself")
    void noCallsAfterTheTrip_itComesBack() throws Exception {
        try (Caller caller = Caller.of(ward, "quiet", Texts.watched(SHORT))) {
            ward.grayBecome(Ailment.failing(100));
            try (Traffic gray = Traffic.of(100, USERS, caller::gray)) {
                patiently().until(() -> trips(caller) > 0 && !gray.calls().isEmpty());
            }
            ward.heal();
            patiently().until(() -> caller.trip().equals(TripState.CLOSED));
            System.out.println("without calls:\n" + caller.history());
            try (Traffic gray = Traffic.of(100, USERS, caller::gray)) {
                patiently().until(() -> gray.calls().size() >= 20);
                assertThat(gray.calls())
                        .allMatch(call -> call.isTo(ward.gray()))
                        .noneMatch(Traffic.Call::isFailed);
            }
        }
    }

    @Test
    @DisplayName(
            "H4: a lane that is well whenever it is tried and sick whenever it is back loses no user more than once per "
                    + "open time")
    void flappingLane_losesNobodyMoreThanOncePerOpenTime() throws Exception {
        try (Caller caller = Caller.of(ward, "flapping", Texts.watched(SHORT));
                Traffic gray = Traffic.of(100, USERS, caller::gray);
                Traffic stable = Traffic.of(100, USERS, caller::stable)) {
            patiently().until(() -> gray.calls().size() >= USERS);
            for (int trip = 1; trip <= Size.of(2, 20); trip++) {
                int expected = trip;
                ward.grayBecome(Ailment.failing(100));
                patiently().until(() -> trips(caller) >= expected);
                ward.heal();
                patiently()
                        .until(() -> caller.trip() instanceof TripState.Returning
                                || caller.trip().equals(TripState.CLOSED));
            }
            System.out.println("flapping:\n" + caller.history());
            List<Long> trips = caller.moments(HealthEvent.LaneTripped.class);
            for (int i = 1; i < trips.size(); i++) {
                assertThat(Duration.ofNanos(trips.get(i) - trips.get(i - 1))).isGreaterThanOrEqualTo(OPEN);
            }
            int surplus = gray.calls().stream().collect(Collectors.groupingBy(Traffic.Call::user)).values().stream()
                    .mapToInt(calls -> Math.max(0, leavings(calls) - trips.size()))
                    .sum();
            assertThat(surplus)
                    .as("leavings beyond one per user and trip, of users who made a probe")
                    .isLessThanOrEqualTo(PROBES * trips.size());
            assertThat(stable.calls()).noneMatch(Traffic.Call::isFailed);
        }
    }

    /** Returns how often a user's calls went to stable after one that went to gray. */
    private static int leavings(List<Traffic.Call> calls) {
        return (int) IntStream.range(1, calls.size())
                .filter(i ->
                        calls.get(i).isTo(ward.stable()) && calls.get(i - 1).isTo(ward.gray()))
                .count();
    }

    @Test
    @DisplayName("H4: the lane gets back a part of its users after the other, and who is back stays")
    void return_isMonotonicByUser() throws Exception {
        String steps = "health: { window: 2s, openFor: 1s, minCalls: 20, return: [30%, 60%, 100%] }";
        try (Caller caller = Caller.of(ward, "steps", Texts.watched(steps));
                Traffic gray = Traffic.of(200, USERS, caller::gray)) {
            patiently().until(() -> gray.calls().size() >= USERS);
            ward.grayBecome(Ailment.failing(100));
            patiently().until(() -> trips(caller) > 0);
            ward.heal();
            patiently().until(() -> caller.trip() instanceof TripState.Returning);
            Set<String> before = new HashSet<>();
            List<Integer> sizes = new ArrayList<>();
            while (caller.trip() instanceof TripState.Returning returning) {
                long begin = System.nanoTime();
                patiently()
                        .until(() -> gray.since(begin).size() >= 2 * USERS
                                || !caller.trip().equals(returning));
                Set<String> users = gray.since(begin).stream()
                        .filter(call -> call.isTo(ward.gray()))
                        .map(Traffic.Call::user)
                        .collect(Collectors.toSet());
                assertThat(users).containsAll(before);
                before.addAll(users);
                sizes.add(users.size());
                patiently().until(() -> !caller.trip().equals(returning));
            }
            System.out.println("users that are back: " + sizes + " of " + USERS + "\n" + caller.history());
            assertThat(sizes).hasSize(3).isSorted();
            assertThat(sizes.get(0)).isBetween(USERS / 10, USERS / 2);
            assertThat(sizes.get(2)).isEqualTo(USERS);
        }
    }

    @Test
    @DisplayName(
            "E66: hundreds of failed calls are one incident with one alert, however often the lane trips; while its receiver is down calls do not notice, "
                    + "and it comes when the receiver is back")
    void oneIncident_isOneAlertWhenTheReceiverIsBack() throws Exception {
        int port = FreePort.choose();
        Map<String, String> webhook = Map.of("dubbo.gray.alert.webhook", "http://127.0.0.1:" + port + "/alerts");
        try (Caller caller = Caller.of(ward, "alert", Texts.watched(SHORT), webhook);
                Traffic gray = Traffic.of(200, USERS, caller::gray);
                Traffic stable = Traffic.of(100, USERS, caller::stable)) {
            patiently().until(() -> gray.calls().size() >= 100);
            long sick = System.nanoTime();
            ward.grayBecome(Ailment.failing(100));
            patiently().until(() -> trips(caller) >= 3);
            assertThat(gray.since(sick))
                    .as("calls of an incident with three trips")
                    .hasSizeGreaterThan(300);
            assertThat(stable.calls()).noneMatch(Traffic.Call::isFailed);
            assertThat(longest(stable.calls())).isLessThan(Caller.TIMEOUT);

            try (AlertInbox inbox = AlertInbox.on(port)) {
                patiently().until(() -> !inbox.alerts().isEmpty());
                int trips = trips(caller);
                patiently().until(() -> trips(caller) >= trips + 2);
                System.out.println("alerts after " + trips(caller) + " trips: " + inbox.alerts());
                assertThat(inbox.alerts()).singleElement().satisfies(alert -> {
                    JsonNode incidents = new ObjectMapper().readTree(alert).path("incidents");
                    assertThat(incidents).hasSize(1);
                    assertThat(incidents.path(0).path("key").asText())
                            .isEqualTo("dubbo-gray/" + Lab.APPLICATION + "/canary");
                    assertThat(incidents.path(0).path("kind").asText()).isEqualTo("lane-tripped");
                });
            }
        }
    }

    private static Duration longest(List<Traffic.Call> calls) {
        return calls.stream()
                .map(call -> Duration.ofNanos(call.endNanos() - call.startNanos()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static int trips(Caller caller) {
        return caller.events(HealthEvent.LaneTripped.class).size();
    }

    private static double percentFailed(List<Traffic.Call> calls) {
        return Traffic.percent(calls, Traffic.Call::isFailed);
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20));
    }
}
