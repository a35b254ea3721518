package io.github.dubbogray.core.health.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.health.LaneHealth;
import io.github.dubbogray.core.health.Outcome;
import io.github.dubbogray.core.health.OutlierRules;
import io.github.dubbogray.core.health.TripRules;
import io.github.dubbogray.core.placement.Absence;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("P5: what watches say is what is absent")
class WatchedAbsenceTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final List<String> NAMES = List.of("s", "a", "b", "c");

    private final ApplicationWatch watch = ApplicationWatch.none("shop")
            .under(
                    Map.of(
                            "canary",
                            new LaneHealth(null, TripRules.DEFAULT, null),
                            "beta",
                            new LaneHealth(OutlierRules.DEFAULT, null, null)),
                    0);
    private final LaneWatch canary = watch.lane("canary").orElseThrow();
    private final LaneWatch beta = watch.lane("beta").orElseThrow();
    private final Absence absence =
            new WatchedAbsence(Map.of("shop", watch), NAMES::get, nanos -> "second " + nanos / SECOND);

    WatchedAbsenceTest() {
        canary.hold(List.of("a"), 0);
        beta.hold(List.of("b", "c"), 0);
    }

    @Test
    @DisplayName("H5, P5: of what is not watched nothing is absent")
    void unwatched_isNothing() {
        assertThat(absence.of("other", "canary")).isEqualTo(Absence.OfLane.NONE);
        assertThat(absence.of("shop", "gamma")).isEqualTo(Absence.OfLane.NONE);
    }

    @Test
    void ejectedInstance_isAbsentByItsPosition() {
        fail(beta, "c", 5, SECOND);
        watch.evaluate(SECOND);

        Absence.OfLane absent = absence.of("shop", "beta");
        assertThat(IntStream.range(0, NAMES.size()).filter(absent.ejected())).containsExactly(3);
        assertThat(absent.intake()).isEqualTo(Absence.Intake.ALL);
        assertThat(absent.trip()).isEmpty();
    }

    @Nested
    class Trip {

        @Test
        @DisplayName("P5, H4: a lane is absent, takes a part of its requests, and is back")
        void states_sayWhichRequestsAreTaken() {
            said(Absence.Intake.ALL, "");

            fail(canary, "a", 20, SECOND);
            watch.evaluate(SECOND);
            said(
                    Absence.Intake.NONE,
                    "lane canary is tripped since second 1: 20 of 20 failed within 1s, stable 0 of 0");

            watch.evaluate(31 * SECOND);
            said(
                    Absence.Intake.ADMITTED,
                    "lane canary is half open since second 31 after 20 of 20 failed within 1s, stable 0 of 0");

            watch.evaluate(41 * SECOND);
            said(
                    Absence.Intake.ADMITTED,
                    "lane canary takes 10% of its keys since second 41 after 20 of 20 failed within 1s, stable 0 of 0");

            for (int window = 5; window <= 7; window++) {
                watch.evaluate((10 * window + 1) * SECOND);
            }
            said(Absence.Intake.ALL, "");
        }

        private void said(Absence.Intake intake, String trip) {
            Absence.OfLane absent = absence.of("shop", "canary");
            assertThat(absent.intake()).isEqualTo(intake);
            assertThat(absent.trip()).isEqualTo(trip);
        }
    }

    private static void fail(LaneWatch lane, String instance, int calls, long nowNanos) {
        for (int i = 0; i < calls; i++) {
            lane.instance(instance).orElseThrow().record(Outcome.FAILURE, 0, nowNanos);
        }
    }
}
