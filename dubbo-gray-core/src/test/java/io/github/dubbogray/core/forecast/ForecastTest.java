package io.github.dubbogray.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seed rows E87 and E93. */
class ForecastTest {

    private static final int DAY = 24;
    private static final int WEEK = 7 * DAY;

    /** Goes up and down by a fifth each day, with a deviation of two hundredths. */
    private static IntToDoubleFunction daily(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] noise = IntStream.range(0, 4 * WEEK)
                .mapToDouble(window -> IntStream.range(0, 12)
                                .mapToDouble(each -> random.nextDouble())
                                .sum()
                        - 6)
                .toArray();
        return window -> 100 + 20 * Math.sin(2 * Math.PI * window / DAY) + 2 * noise[window];
    }

    private static Series series(int windows, int season, IntToDoubleFunction at) {
        return new Series(IntStream.range(0, windows).mapToDouble(at).boxed().toList(), season);
    }

    private static Series upTo(int windows, IntToDoubleFunction at) {
        return series(windows, DAY, at);
    }

    @Nested
    class Usual {

        @ParameterizedTest(name = "seed {0}")
        @DisplayName("A figure with a rhythm is usual at each hour of three weeks")
        @ValueSource(longs = {1, 2, 3, 4, 5})
        void rhythm_isNoAlarm(long seed) {
            IntToDoubleFunction figure = daily(seed);

            assertThat(IntStream.range(WEEK, 4 * WEEK).mapToObj(windows -> Usualness.of(upTo(windows, figure))))
                    .allMatch(Usualness.Usual.class::isInstance);
        }

        @ParameterizedTest(name = "seed {0}")
        @DisplayName(
                "A step is found two windows after it, at whatever hour, though it stays inside of the daily range")
        @ValueSource(longs = {1, 2, 3, 4, 5})
        void step_isFoundInTwoWindows(long seed) {
            IntToDoubleFunction figure = daily(seed);
            for (int hour = 0; hour < DAY; hour++) {
                int begin = 2 * WEEK + hour;
                IntToDoubleFunction stepped = window -> figure.applyAsDouble(window) + (window < begin ? 0 : 22);

                assertThat(IntStream.rangeClosed(1, 3).mapToObj(later -> Usualness.of(upTo(begin + later, stepped))))
                        .as("hour " + hour)
                        .anyMatch(Usualness.Unusual.class::isInstance);
                assertThat(Usualness.of(upTo(begin, stepped))).isInstanceOf(Usualness.Usual.class);
            }
        }

        @Test
        void singleWindowThatIsOff_isNoAlarm() {
            IntToDoubleFunction figure = daily(1);

            assertThat(Usualness.of(
                            upTo(2 * WEEK, window -> window == 2 * WEEK - 1 ? 300 : figure.applyAsDouble(window))))
                    .isInstanceOf(Usualness.Usual.class);
        }

        @Test
        void littlePast_isNotJudged() {
            assertThat(Usualness.of(upTo(3 * DAY, daily(1)))).isEqualTo(new Usualness.Unknown());
            assertThat(Usualness.of(new Series(List.of(), 1))).isEqualTo(new Usualness.Unknown());
        }

        @Test
        void figureThatNeverChanged_mayChangeALittle() {
            assertThat(Usualness.of(series(50, 1, window -> window < 48 ? 100 : 101)))
                    .isInstanceOf(Usualness.Usual.class);
            assertThat(Usualness.of(series(50, 1, window -> window < 48 ? 100 : 120))
                            .describe())
                    .isEqualTo(
                            "120.0, unusual at this time: about 100.0 is, and it is 20.0 standard deviations off for 2"
                                    + " windows");
        }
    }

    @Nested
    class Rising {

        private static final double MAX = 200;

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {1, 2, 3, 4, 5})
        void rhythm_isNoRise(long seed) {
            IntToDoubleFunction figure = daily(seed);

            assertThat(IntStream.range(WEEK, 4 * WEEK)
                            .filter(windows -> windows % 5 == 0)
                            .mapToObj(windows -> Trend.of(
                                    series(WEEK, DAY, window -> figure.applyAsDouble(windows - WEEK + window)), MAX)))
                    .allMatch(Trend.Level.class::isInstance);
        }

        @ParameterizedTest(name = "seed {0}")
        @DisplayName("A slow leak is found long before it is too much, and when that will be is said within a quarter")
        @ValueSource(longs = {1, 2, 3, 4, 5})
        void slowLeak_isFoundEarly(long seed) {
            IntToDoubleFunction figure = daily(seed);
            IntToDoubleFunction leak = window -> figure.applyAsDouble(window) + 0.1 * window; // 120 + 0.1 × 800 = 200

            Trend trend = Trend.of(upTo(WEEK, leak), MAX);

            assertThat(trend).isInstanceOfSatisfying(Trend.Rising.class, rising -> {
                assertThat(rising.perWindow()).isBetween(0.08, 0.12);
                assertThat(rising.windowsLeft()).isBetween(600.0, 1_050.0);
            });
        }

        @Test
        @DisplayName("The teeth of a garbage collector are no rise; that the lowest ones rise is")
        void teeth_areNoRise() {
            assertThat(Trend.of(series(200, 1, window -> window % 17), 100)).isInstanceOf(Trend.Level.class);
            assertThat(Trend.of(series(200, 1, window -> window % 17 + 0.1 * window), 100)
                            .describe())
                    .startsWith("rises by 0.1");
        }

        @Test
        void whatIsTooMuchAlready_isSo() {
            assertThat(Trend.of(series(100, 1, window -> window), 50)).isEqualTo(new Trend.Rising(1, 0));
        }

        @Test
        void fall_isNoRise() {
            assertThat(Trend.of(series(100, 1, window -> -window), 50)).isEqualTo(new Trend.Level());
        }
    }

    @Test
    void numberThatIsNone_isRefused() {
        assertThatThrownBy(() -> new Series(List.of(Double.NaN), 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Series(List.of(1.0), 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
