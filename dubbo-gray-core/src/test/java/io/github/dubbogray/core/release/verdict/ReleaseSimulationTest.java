package io.github.dubbogray.core.release.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.release.verdict.ReleaseScenario.Rates;
import io.github.dubbogray.core.release.verdict.ReleaseSimulation.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How often a release is wrongly blamed, and how soon a bad one is found. The long form writes
 * {@code docs/simulation/release.md} and takes some minutes; it runs with {@code -Ddubbo.gray.simulate=true}.
 */
class ReleaseSimulationTest {

    private static final Path PAGE = Path.of("..", "docs", "simulation", "release.md");
    private static final int RELEASES = 10_000;
    private static final int FEWER = 1_000;
    private static final String REPEATING = "users repeat their failures, one counts for each";

    private static final String CALLS_NEEDED = """

            ## How many gray calls a proof takes

            Both lanes have the rate, exactly; by gray's share of the calls.
            """;

    private static final List<ReleaseScenario> GOOD = List.of(
            ReleaseScenario.failing("equal, 0.1 %", at -> Rates.of(0.001, 0.001)),
            ReleaseScenario.failing("equal, 1 %", at -> Rates.of(0.01, 0.01)),
            ReleaseScenario.failing("equal, 20 %", at -> Rates.of(0.2, 0.2)),
            ReleaseScenario.slow("equal, 1 % slow", at -> Rates.of(0.01, 0.01)),
            ReleaseScenario.failing("base rate drifts, 0.5 to 3.5 %", at -> drifting(at)),
            ReleaseScenario.failing("shared outage, 50 % for 2 min", at -> Rates.of(outage(at), outage(at))),
            ReleaseScenario.failing(
                    "the same, gray has 30 % of the calls in it",
                    at -> new Rates(100, isOut(at) ? 0.3 : 0.1, outage(at), outage(at))),
            ReleaseScenario.failing("equal, 1 %, at 1 call/s", at -> new Rates(1, 0.1, 0.01, 0.01)),
            ReleaseScenario.withAGreatClient("one client makes nine of ten calls, none fails"),
            ReleaseScenario.repeating(REPEATING, 1));

    private static final ReleaseScenario EVERY_FAILURE =
            ReleaseScenario.repeating("users repeat their failures, each counts", Integer.MAX_VALUE);

    private static final List<ReleaseScenario> BAD = List.of(
            ReleaseScenario.failing("gray 2 %", at -> Rates.of(0.02, 0.01)),
            ReleaseScenario.failing("gray 3 %", at -> Rates.of(0.03, 0.01)),
            ReleaseScenario.failing("gray 4 %", at -> Rates.of(0.04, 0.01)),
            ReleaseScenario.failing("gray 5 %", at -> Rates.of(0.05, 0.01)),
            ReleaseScenario.failing("gray 21 %", at -> Rates.of(0.21, 0.01)),
            ReleaseScenario.failing("gray 21 %, and has 1 % of the calls", at -> new Rates(100, 0.01, 0.21, 0.01)),
            ReleaseScenario.failing("gray 26 %, stable 0 %, 1 % of the calls", at -> new Rates(100, 0.01, 0.26, 0)),
            ReleaseScenario.slow("gray 5 % slow, stable 1 %", at -> Rates.of(0.05, 0.01)),
            ReleaseScenario.failing("gray 5 %, at 1 call/s", at -> new Rates(1, 0.1, 0.05, 0.01)),
            ReleaseScenario.failing("gray 21 %, at 1 call/s", at -> new Rates(1, 0.1, 0.21, 0.01)),
            ReleaseScenario.failing(
                    "gray 1 %, and 5 % from minute 10 on", at -> Rates.of(at < 600 ? 0.01 : 0.05, 0.01)));

    private static final List<ReleaseScenario> PROVEN = List.of(
            ReleaseScenario.failing("equal, 0 %", at -> Rates.of(0, 0)),
            ReleaseScenario.failing("equal, 0.1 %", at -> Rates.of(0.001, 0.001)),
            ReleaseScenario.failing("equal, 1 %", at -> Rates.of(0.01, 0.01)),
            ReleaseScenario.failing("equal, 1 %, at 1 000 calls/s", at -> new Rates(1_000, 0.1, 0.01, 0.01)),
            ReleaseScenario.failing("half a point worse: 0.6 %", at -> Rates.of(0.006, 0.001)),
            ReleaseScenario.failing("half a point worse: 1.5 %", at -> Rates.of(0.015, 0.01)),
            ReleaseScenario.failing(
                    "half a point worse: 1.5 %, at 1 000 calls/s", at -> new Rates(1_000, 0.1, 0.015, 0.01)));

    private static Rates drifting(int second) {
        double rate = 0.02 + 0.015 * Math.sin(second / 95.0);
        return Rates.of(rate, rate);
    }

    private static boolean isOut(int second) {
        return second >= 600 && second < 720;
    }

    private static double outage(int second) {
        return isOut(second) ? 0.5 : 0.01;
    }

    static Stream<ReleaseScenario> good() {
        return GOOD.stream();
    }

    @ParameterizedTest(name = "{0}, seeds from 5 000")
    @MethodSource("good")
    @DisplayName("L2: a lane as good as stable is blamed in one release of a hundred at most")
    void goodRelease_isBlamedRarely(ReleaseScenario scenario) {
        assertThat(new ReleaseSimulation(scenario, 600, 5_000).blamed()[0].percent())
                .isLessThanOrEqualTo(1.0);
    }

    /** What the bound costs to get wrong: the same looks, judged as if each were the only one. */
    @Test
    void repeatedZTest_isBlamedOftener() {
        assertThat(new ReleaseSimulation(GOOD.get(1), 600, 5_000).blamed()[2].percent())
                .isGreaterThan(5);
    }

    @Test
    void failuresOfOneUser_countOnceForAReason() {
        assertThat(new ReleaseSimulation(EVERY_FAILURE, 600, 5_000).blamed()[0].percent())
                .isGreaterThan(5);
    }

    @ParameterizedTest(name = "gray at {0}, seeds from 6 000: median {1} s, worst of a hundred {2} s")
    @CsvSource({"0.03, 90, 240", "0.05, 40, 90", "0.21, 10, 10"})
    void badRelease_isFoundSoon(double rate, int median, int late) {
        Times times =
                new ReleaseSimulation(ReleaseScenario.failing("", at -> Rates.of(rate, 0.01)), 300, 6_000).blamed()[0];

        assertThat(times.percent()).isEqualTo(100);
        assertThat(times.quantile(50)).isLessThanOrEqualTo(median);
        assertThat(times.quantile(99)).isLessThanOrEqualTo(late);
    }

    @Test
    @DisplayName("L2: a lane worse than the margin is promoted in one release of twenty at most")
    void harmfulRelease_isRarelyProven() {
        assertThat(new ReleaseSimulation(PROVEN.get(4), 60, 7_000).proven().percent())
                .isLessThanOrEqualTo(100 * Proof.ERROR);
    }

    @Test
    void committedPage_blamesOneInAHundredAtMost() throws IOException {
        String page = Files.readString(PAGE);
        List<Double> percents = Pattern.compile(
                        "^\\| (?:equal|base|shared|the same|one client|users repeat their failures, one).*?\\| +([0-9.]+) % \\|",
                        Pattern.MULTILINE)
                .matcher(page.substring(0, page.indexOf("## How soon")))
                .results()
                .map(row -> Double.valueOf(row.group(1)))
                .toList();

        assertThat(percents).hasSize(GOOD.size()).allMatch(percent -> percent <= 1);
    }

    @Test
    void committedPage_saysHowManyCallsAProofTakes() throws IOException {
        assertThat(Files.readString(PAGE)).endsWith(CALLS_NEEDED + callsNeeded());
    }

    @Test
    @EnabledIfSystemProperty(named = "dubbo.gray.simulate", matches = "true")
    void longForm_writesThePage() throws IOException {
        Files.writeString(PAGE, page());
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # How often a release is wrongly blamed, and how soon a bad one is found

                A step of a release: 100 calls/s, a tenth of them gray, both lanes fail with 1 %, unless a row says otherwise; looked at
                every 10 s for 30 min. Each row is 10 000 releases, the same for all three judges. *This library*: the verdict of
                [releases](../release.md#the-verdict) with the default keys. *Threshold*: gray is to blame when more than 2 % of its calls of
                the last minute failed, looked at once a minute; it knows no stable. *z-test*: of the two rates, on all calls so
                far, one-sided at 1 %, asked at every look. Neither of the two knows sticky keys.

                Written by

                ```
                mvn -pl dubbo-gray-core test -Dtest=ReleaseSimulationTest -Ddubbo.gray.simulate=true
                ```

                ## How often a good release is blamed

                Both lanes are alike.

                |                                                   | this library | threshold |   z-test |
                |:--------------------------------------------------|-------------:|----------:|---------:|
                """);
        Stream.concat(GOOD.stream(), Stream.of(EVERY_FAILURE)).forEach(scenario -> {
            Times[] blamed = new ReleaseSimulation(scenario, RELEASES, 1_000_000).blamed();
            page.append(row(
                    "| %-49s | %10.2f %% | %7.2f %% | %6.2f %% |",
                    scenario.name(), blamed[0].percent(), blamed[1].percent(), blamed[2].percent()));
        });
        page.append("""

                ## How soon a bad release is found

                Seconds: median, and how soon 95 of 100 are found; *never* is not in half an hour. A judge that blames one good release in
                ten by chance finds some bad ones by chance.

                |                                          | this library | threshold |     z-test |
                |:-----------------------------------------|-------------:|----------:|-----------:|
                """);
        for (ReleaseScenario scenario : BAD) {
            Times[] blamed = new ReleaseSimulation(scenario, RELEASES, 2_000_000).blamed();
            page.append(row(
                    "| %-40s | %12s | %9s | %10s |",
                    scenario.name(), spelled(blamed[0]), spelled(blamed[1]), spelled(blamed[2])));
        }
        page.append("""

                ## How soon a good release is proven, and how often a bad one

                The proof is asked for at every look from minute 5 to minute 65, with half a point as the margin; 1 000 releases each. Minutes:
                median, and how soon 95 of 100 are proven.

                |                                             |  proven | minutes    |
                |:--------------------------------------------|--------:|-----------:|
                """);
        for (ReleaseScenario scenario : PROVEN) {
            Times proven = new ReleaseSimulation(scenario, FEWER, 3_000_000).proven();
            page.append(row("| %-43s | %5.1f %% | %10s |", scenario.name(), proven.percent(), inMinutes(proven)));
        }
        return page.append(CALLS_NEEDED).append(callsNeeded()).toString();
    }

    private static String callsNeeded() {
        StringBuilder rows = new StringBuilder("""

                |   rate | margin in points | gray has 1 % | gray has 10 % | gray has 50 % |
                |-------:|-----------------:|-------------:|--------------:|--------------:|
                """);
        for (double rate : new double[] {0, 0.001, 0.01, 0.05}) {
            for (double margin : new double[] {0.5, 1, 2}) {
                rows.append(row(
                        "| %4.1f %% | %16s | %12d | %13d | %13d |",
                        100 * rate,
                        margin,
                        needed(rate, 0.01, margin),
                        needed(rate, 0.1, margin),
                        needed(rate, 0.5, margin)));
            }
        }
        return rows.toString();
    }

    private static long needed(double rate, double share, double margin) {
        return Proof.grayCallsNeeded(rate, share, margin / 100).orElseThrow();
    }

    private static String spelled(Times times) {
        return spelled(times.quantile(50), 1, "%.0f") + ", " + spelled(times.quantile(95), 1, "%.0f");
    }

    private static String inMinutes(Times times) {
        return spelled(times.quantile(50), 60, "%.1f") + ", " + spelled(times.quantile(95), 60, "%.1f");
    }

    private static String spelled(double seconds, int unit, String format) {
        return Double.isInfinite(seconds) ? "never" : String.format(Locale.ROOT, format, seconds / unit);
    }

    private static String row(String format, Object... cells) {
        return String.format(Locale.ROOT, format, cells) + "\n";
    }
}
