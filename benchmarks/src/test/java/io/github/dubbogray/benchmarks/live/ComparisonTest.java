package io.github.dubbogray.benchmarks.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.benchmarks.report.Figure;
import io.github.dubbogray.benchmarks.report.Question;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private final Map<Entrant, List<Round>> rounds = new EnumMap<>(Entrant.class);

    @Nested
    class BesideATwin {

        @Test
        void rateWithinTheSpread_isMet() {
            rounds.put(Entrant.PLAIN, Rounds.ofRates(100, 100, 100));
            rounds.put(Entrant.TWIN, Rounds.ofRates(100, 80, 100));
            rounds.put(Entrant.WITH_JARS, Rounds.ofRates(80, 80, 80));

            assertThat(figure("jars, here: calls"))
                    .isEqualTo(new Figure(
                            Question.CALL,
                            "jars, here: calls",
                            80,
                            "1/s",
                            "plain Dubbo",
                            100,
                            "≥ 0.800, as plain beside itself",
                            true));
        }

        @Test
        void rateBelowTheSpread_isNotMet() {
            rounds.put(Entrant.PLAIN, Rounds.ofRates(100, 100, 100));
            rounds.put(Entrant.TWIN, Rounds.ofRates(100, 80, 100));
            rounds.put(Entrant.WITH_JARS, Rounds.ofRates(79, 79, 79));

            assertThat(figure("jars, here: calls").met()).isFalse();
        }

        @Test
        void ratio_isTheMedianOfTheTurns() {
            rounds.put(Entrant.PLAIN, Rounds.ofRates(100, 10, 100));
            rounds.put(Entrant.TWIN, Rounds.ofRates(100, 10, 100));
            rounds.put(Entrant.WITH_JARS, Rounds.ofRates(90, 9, 10));

            assertThat(figure("jars, here: calls")).matches(calls -> calls.value() / calls.besideValue() == 0.9);
        }

        @Test
        void bytesUpToOnePercentAboveTheMeanOfBoth_areMet() {
            rounds.put(Entrant.PLAIN, List.of(round(9_900, 20_000)));
            rounds.put(Entrant.TWIN, List.of(round(10_100, 20_000)));
            rounds.put(Entrant.WITH_JARS, List.of(round(10_100, 20_201)));

            assertThat(figure("jars, here: consumer allocates"))
                    .extracting(Figure::budget, Figure::met)
                    .containsExactly("≤ 1 % above", true);
            assertThat(figure("jars, here: provider allocates"))
                    .extracting(Figure::budget, Figure::met)
                    .containsExactly("≤ 1 % above", false);
        }

        @Test
        void twin_isNotJudged() {
            rounds.put(Entrant.PLAIN, Rounds.ofRates(100));
            rounds.put(Entrant.TWIN, Rounds.ofRates(50));

            assertThat(new Comparison("here", rounds).figures())
                    .hasSize(Measure.values().length)
                    .allSatisfy(figure -> assertThat(figure.budget()).isNull());
        }
    }

    @Test
    void withoutTwin_nothingIsJudged() {
        rounds.put(Entrant.PLAIN, Rounds.ofRates(100));
        rounds.put(Entrant.WITH_JARS, Rounds.ofRates(50));
        rounds.put(Entrant.RECOMMENDED, Rounds.ofRates(50));

        assertThat(new Comparison("here", rounds).figures())
                .hasSize(2 * Measure.values().length)
                .allSatisfy(figure -> assertThat(figure.budget()).isNull());
    }

    private Figure figure(String name) {
        return new Comparison("here", rounds)
                .figures().stream()
                        .filter(figure -> figure.name().equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    private static Round round(long consumerBytes, long providerBytes) {
        return new Round(new Calls(1, 1, 10, 20), new Usage(consumerBytes, 1), new Usage(providerBytes, 1));
    }
}
