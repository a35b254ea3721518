package io.github.dubbogray.core.health.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often the trip of the default keys is wrong, and how soon it is right. The long form writes
 * {@code docs/simulation/trip.md} and takes minutes; it runs with {@code -Ddubbo.gray.simulate=true}.
 */
class TripSimulationTest {

    private static final Path PAGE = Path.of("..", "docs", "simulation", "trip.md");
    private static final int RUNS = 200;
    private static final int[] CALLS_PER_SECOND = {2, 5, 10, 20, 50, 200};
    private static final int[] BASE_PERCENTS = {1, 2, 5, 10, 20};
    private static final List<LongFunction<Breaker>> OURS = List.of(Breaker::ofThisLibrary);
    private static final List<LongFunction<Breaker>> ALL =
            List.of(Breaker::ofThisLibrary, Breaker::ofOneWindow, start -> Breaker.ofLastCalls(100));

    @ParameterizedTest(name = "{0} gray calls/s at {1}%, seed 41")
    @CsvSource({"2, 20", "10, 5", "50, 20"})
    @DisplayName("H2: a lane as good as stable does not trip")
    void laneAsGoodAsStable_doesNotTrip(int callsPerSecond, int percent) {
        assertThat(new TripSimulation(OURS, callsPerSecond, 41).falseTripsPerHour(percent / 100.0, 1)[0])
                .isZero();
    }

    @ParameterizedTest(name = "{0}% and then 50 points more, seed 42")
    @CsvSource({"1", "5", "10"})
    void laneWithFiftyPointsMore_tripsWithinASecond(int percent) {
        double base = percent / 100.0;
        double[] seconds = new TripSimulation(OURS, 50, 42).secondsToTrip(base, base + 0.5, base, 100)[0];

        assertThat(seconds[50]).isLessThanOrEqualTo(0.6);
        assertThat(seconds[95]).isLessThanOrEqualTo(1.0);
    }

    @Test
    @DisplayName("H2: in an outage that both share, gray is not blamed")
    void sharedOutage_doesNotTrip() {
        double[] seconds = new TripSimulation(OURS, 50, 43).secondsToTrip(0.01, 0.8, 0.8, 10)[0];

        assertThat(seconds).containsOnly(Double.POSITIVE_INFINITY);
    }

    @Test
    void committedTable_hasAtMostOneFalseTripInTwentyHours() throws IOException {
        List<String> rates = Pattern.compile("^\\| +\\d+ \\| +\\d+ % \\| +([0-9.]+) \\|", Pattern.MULTILINE)
                .matcher(Files.readString(PAGE))
                .results()
                .map(row -> row.group(1))
                .toList();

        assertThat(rates).hasSize(CALLS_PER_SECOND.length * BASE_PERCENTS.length);
        assertThat(rates).allMatch(rate -> Double.parseDouble(rate) <= 0.05);
    }

    @Test
    @EnabledIfSystemProperty(named = "dubbo.gray.simulate", matches = "true")
    void longForm_writesThePage() throws IOException {
        Files.writeString(PAGE, page());
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # How often a trip is wrong, and how soon it is right

                A gray lane with the default `health: {}` beside a stable one with nine times its calls; calls come at random, each
                fails with the base rate; looked at every 100 ms. *This library*: parts of the window, and beyond chance (see
                [documents](../documents.md#health)). *One window*: the same thresholds on the whole window of 10 s. *Last 100
                calls*: a breaker that counts the lane's last 100 calls and opens at 50 %; it knows no stable.

                Written by

                ```
                mvn -pl dubbo-gray-core test -Dtest=TripSimulationTest -Ddubbo.gray.simulate=true
                ```

                ## False trips an hour

                Both sides fail with the base rate. Each row is 40 h, at 200 calls/s 12 h.

                | gray calls/s | base rate | this library | one window | last 100 calls |
                |-------------:|----------:|-------------:|-----------:|---------------:|
                """);
        forEachCell((calls, percent) -> {
            double[] trips = new TripSimulation(ALL, calls, 1_000L * calls + percent)
                    .falseTripsPerHour(percent / 100.0, calls > 100 ? 12 : 40);
            page.append(
                    row("| %12d | %7d %% | %12.2f | %10.2f | %14.2f |", calls, percent, trips[0], trips[1], trips[2]));
        });
        page.append("""

                ## Seconds to a trip

                Gray's rate rises from the base rate by 50 points; median and 95th percentile of 200 runs; *never* is not in two
                minutes.

                | gray calls/s | base rate | this library | one window | last 100 calls |
                |-------------:|----------:|-------------:|-----------:|---------------:|
                """);
        forEachCell((calls, percent) -> {
            double base = percent / 100.0;
            double[][] seconds = new TripSimulation(ALL, calls, 7_000L * calls + percent)
                    .secondsToTrip(base, base + 0.5, base, RUNS);
            page.append(row(
                    "| %12d | %7d %% | %12s | %10s | %14s |",
                    calls,
                    percent,
                    medianAndWorst(seconds[0]),
                    medianAndWorst(seconds[1]),
                    medianAndWorst(seconds[2])));
        });
        page.append("""

                ## An outage that both share

                Both sides rise from 1 % to 80 %: of 200 runs, in how many gray is blamed within two minutes.

                | gray calls/s | this library | one window | last 100 calls |
                |-------------:|-------------:|-----------:|---------------:|
                """);
        for (int calls : new int[] {5, 20, 50}) {
            double[][] seconds = new TripSimulation(ALL, calls, 9_000L * calls).secondsToTrip(0.01, 0.8, 0.8, RUNS);
            page.append(row(
                    "| %12d | %12d | %10d | %14d |",
                    calls, blamed(seconds[0]), blamed(seconds[1]), blamed(seconds[2])));
        }
        return page.toString();
    }

    /** One combination of calls a second and base rate. */
    private interface Cell {
        void of(int callsPerSecond, int basePercent);
    }

    private static void forEachCell(Cell cell) {
        for (int calls : CALLS_PER_SECOND) {
            for (int percent : BASE_PERCENTS) {
                cell.of(calls, percent);
            }
        }
    }

    private static String medianAndWorst(double[] seconds) {
        return spelled(seconds[RUNS / 2]) + ", " + spelled(seconds[RUNS * 95 / 100]);
    }

    private static String spelled(double seconds) {
        return Double.isInfinite(seconds) ? "never" : String.format(Locale.ROOT, "%.1f", seconds);
    }

    private static long blamed(double[] seconds) {
        return Arrays.stream(seconds).filter(Double::isFinite).count();
    }

    private static String row(String format, Object... cells) {
        return String.format(Locale.ROOT, format, cells) + "\n";
    }
}
