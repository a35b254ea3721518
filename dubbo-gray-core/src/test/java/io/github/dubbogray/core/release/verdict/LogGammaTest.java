package io.github.dubbogray.core.release.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogGammaTest {

    /** From Python 3.11's {@code math.lgamma}, which is another approximation. */
    @ParameterizedTest(name = "ln gamma of {0}")
    @CsvSource({
        "0.001, 6.907178885383854",
        "0.1, 2.2527126517342055",
        "0.5, 0.5723649429247004",
        "1, 0.0",
        "1.5, -0.12078223763524543",
        "2, 0.0",
        "3.3, 0.9870985778947339",
        "10, 12.801827480081467",
        "171.5, 709.1431630309282",
        "10000, 82099.71749644238",
        "1000000.25, 12815508.023025157",
        "1e9, 19723265827.503716"
    })
    void positiveNumber_hasItsLogarithm(double x, double expected) {
        assertThat(LogGamma.of(x)).isCloseTo(expected, within(1e-14 + 1e-14 * Math.abs(expected)));
    }

    @Test
    void factorials_areTheSumsOfTheirLogarithms() {
        double sum = 0;
        for (int n = 1; n <= 1_000; n++) {
            sum += Math.log(n);
            assertThat(LogGamma.of(n + 1)).isCloseTo(sum, within(1e-14 + 1e-13 * sum));
        }
    }

    /** From Python's {@code math.lgamma}: {@code lgamma(a) + lgamma(b) - lgamma(a + b)}. */
    @ParameterizedTest(name = "ln beta of {0} and {1}")
    @CsvSource({"0.5, 0.5, 1.1447298858494008", "10, 0.1, 2.0270133931824343", "1000.5, 54000.5, -5002.725322967395"})
    void beta_hasItsLogarithm(double a, double b, double expected) {
        assertThat(LogGamma.ofBeta(a, b)).isCloseTo(expected, within(1e-9));
    }
}
