package io.github.dubbogray.core.release.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareTestTest {

    @Nested
    class ConstantShare {

        /** ln E by the formula, from Python 3.11's {@code math.lgamma}: gray and stable failures, gray's share. */
        @ParameterizedTest(name = "{0} and {1} failures at a share of {2}")
        @CsvSource({
            "5, 20, 0.1, -0.0862323067711328",
            "20, 60, 0.1, 5.209785706691511",
            "0, 40, 0.1, 2.5198249055386253",
            "3, 0, 0.01, 5.1647859739235145",
            "200, 200, 0.5, -1.8811350968052238",
            "12, 3, 0.25, 5.500020586624376"
        })
        void oneLook_isTheFormula(int gray, int stable, double share, double expected) {
            assertThat(look(ShareTest.NEW, gray, stable, share).logE()).isCloseTo(expected, within(1e-10));
        }

        @ParameterizedTest(name = "{0} looks")
        @CsvSource({"2", "5", "20"})
        void manyLooks_areTheFormulaOfTheirSums(int looks) {
            ShareTest test = ShareTest.NEW;
            for (int i = 0; i < looks; i++) {
                test = look(test, i % 3, 4 + i % 2, 0.1);
            }

            assertThat(test.logE())
                    .isCloseTo(
                            look(ShareTest.NEW, (int) test.gray(), (int) test.stable(), 0.1)
                                    .logE(),
                            within(1e-10));
        }

        private static ShareTest look(ShareTest before, int gray, int stable, double share) {
            long calls = 100_000;
            long ofGray = Math.round(share * calls);
            return before.plus(new Rate(gray, ofGray), new Rate(stable, calls - ofGray), share, share);
        }
    }

    @Nested
    @DisplayName("L2: while gray is as good as stable, each look is a fair bet or worse")
    class Expectation {

        /** All ways in which the failures of a look may fall on its calls, each as likely as another. */
        @ParameterizedTest(name = "{0} gray and {1} stable calls, {2} failures, after {3} and {4} of {5} expected")
        @CsvSource({
            "1, 1, 1, 0, 0, 0",
            "3, 17, 5, 0, 0, 0",
            "30, 3, 20, 0, 0, 0",
            "10, 90, 40, 7, 3, 1.5",
            "50, 50, 99, 0, 20, 12",
            "2, 98, 60, 40, 10, 0.7"
        })
        void factor_isAtMostOneOnAverage(
                int grayCalls, int stableCalls, int failures, int grayBefore, int stableBefore, double expected) {
            ShareTest before = new ShareTest(grayBefore, stableBefore, expected, 0);
            double sum = 0;
            double all = choose(grayCalls + stableCalls, failures);
            for (int x = Math.max(0, failures - stableCalls); x <= Math.min(failures, grayCalls); x++) {
                double probability = Math.exp(choose(grayCalls, x) + choose(stableCalls, failures - x) - all);
                sum += probability
                        * before.plus(new Rate(x, grayCalls), new Rate(failures - x, stableCalls), 0.1, 0)
                                .e();
            }

            assertThat(sum).isGreaterThan(0).isLessThanOrEqualTo(1 + 1e-9);
        }

        private static double choose(int n, int k) {
            return LogGamma.of(n + 1) - LogGamma.of(k + 1) - LogGamma.of(n - k + 1);
        }
    }

    @Nested
    class LooksThatSayNothing {

        @Test
        void withoutStableCalls_changeNothing() {
            assertThat(ShareTest.NEW.plus(new Rate(5, 10), new Rate(0, 0), 1, 0.1))
                    .isEqualTo(ShareTest.NEW);
        }

        @Test
        void withoutGrayCalls_changeNothing() {
            assertThat(ShareTest.NEW.plus(new Rate(0, 0), new Rate(5, 10), 0, 0.1))
                    .isEqualTo(ShareTest.NEW);
        }

        @Test
        void withoutFailures_changeNothing() {
            assertThat(ShareTest.NEW.plus(new Rate(0, 10), new Rate(0, 90), 0.1, 0.1))
                    .isEqualTo(ShareTest.NEW);
        }
    }

    /** Of the calls gray has a hundredth, of the keys a tenth. */
    @Test
    void clientWithMostOfTheCalls_isNoAccusation() {
        Rate gray = new Rate(100, 10_000);
        Rate stable = new Rate(900, 990_000);

        assertThat(ShareTest.NEW.plus(gray, stable, 0.01, 0.1).logE()).isLessThan(0);
        assertThat(ShareTest.NEW.plus(gray, stable, 0.01, 0.01).logE()).isGreaterThan(100);
    }

    @Test
    void everythingForGray_leavesNothingToCompareWith() {
        assertThat(ShareTest.NEW.plus(new Rate(5, 10), new Rate(0, 10), 0.5, 1)).isEqualTo(ShareTest.NEW);
    }

    /** One look for all would blame gray: it has half of the failures and an eleventh of the calls. */
    @Test
    void outageWhileGrayHasMore_isNoAccusation() {
        ShareTest quiet = ShareTest.NEW.plus(new Rate(10, 1_000), new Rate(90, 9_000), 0.1, 0.1);

        ShareTest outage = quiet.plus(new Rate(450, 500), new Rate(450, 500), 0.14, 0.1);

        assertThat(outage.logE()).isLessThan(2);
        assertThat(ShareTest.NEW
                        .plus(new Rate(460, 1_500), new Rate(540, 9_500), 0.14, 0.1)
                        .logE())
                .isGreaterThan(100);
    }
}
