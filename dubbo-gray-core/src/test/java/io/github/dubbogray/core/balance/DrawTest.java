package io.github.dubbogray.core.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrawTest {

    private static final int DRAWS = 200_000;

    private static final RandomSource NO_CHANCE = () -> {
        throw new AssertionError("nothing to draw");
    };

    @Nested
    class Weights {

        @ParameterizedTest(name = "{1} to {2}, seed {0}")
        @CsvSource({"301, 10, 5", "302, 1, 99", "303, 1, 1", "304, 1000, 1", "305, 0.25, 0.75", "306, 1e308, 3e307"})
        void twoMembers_areDrawnInProportion(long seed, double one, double other) {
            Choices.assertEachWithinThreeSigma(draw(seed, Share.FULL, one, other), one, other);
        }

        @ParameterizedTest(name = "{0} members, seed {1}")
        @CsvSource({"3, 311", "10, 312", "100, 313", "1000, 314"})
        void manyMembers_areDrawnInProportion(int members, long seed) {
            double[] weights =
                    IntStream.range(0, members).mapToDouble(i -> 1 + i % 7).toArray();

            Choices.assertTogetherWithinThreeSigma(draw(seed, Share.FULL, weights), weights);
        }

        @Test
        void oneHeavyAmongMany_isDrawnInProportion_seed321() {
            double[] weights = new double[200];
            Arrays.fill(weights, 1);
            weights[77] = 199;

            long[] counts = draw(321, Share.FULL, weights);

            Choices.assertEachWithinThreeSigma(new long[] {counts[77], DRAWS - counts[77]}, 1, 1);
        }

        @ParameterizedTest(name = "zero at position {0}, seed 331")
        @ValueSource(ints = {0, 1, 2, 3, 4})
        void memberWithZero_isNeverDrawnWhereverItStands(int position) {
            double[] weights = {3, 1, 7, 1, 0.5};
            weights[position] = 0;

            assertThat(draw(331, Share.FULL, weights)[position]).isZero();
        }

        @Test
        void oneToZero_isAlwaysTheOne() {
            assertThat(draw(341, Share.FULL, 1, 0)).containsExactly(DRAWS, 0);
        }

        @Test
        void extremeBits_chooseAMemberWithWeight() {
            WeightedMembers members = members(0, 5, 0, 1, 0);

            for (long bits : new long[] {0, -1, 1, 0xFFFF_FFFFL, 0xFFFF_FFFF_0000_0000L, Long.MIN_VALUE}) {
                assertThat(members.draw(() -> bits, Share.FULL)).isIn(1, 3);
            }
        }
    }

    @Nested
    class Shares {

        @Test
        void half_isDrawnHalfAsOften_seed401() {
            Choices.assertEachWithinThreeSigma(draw(401, member -> member == 0 ? 0.5 : 1, 10, 10, 5), 5, 10, 5);
        }

        @Test
        void none_isNeverDrawn_seed402() {
            long[] counts = draw(402, member -> member == 1 ? 0 : 1, 1, 1_000, 3);

            assertThat(counts[1]).isZero();
            Choices.assertEachWithinThreeSigma(counts, 1, 0, 3);
        }

        @Test
        void sharesOfAll_cancelOut_seed403() {
            Choices.assertEachWithinThreeSigma(draw(403, member -> 1e-9, 1, 2, 5), 1, 2, 5);
        }

        @Test
        void lastOneWithAShare_isAlwaysDrawn_seed404() {
            double[] weights = new double[1_000];
            Arrays.fill(weights, 100);
            weights[999] = 1e-3;

            assertThat(draw(404, member -> member == 999 ? 1e-3 : 0, weights)[999])
                    .isEqualTo(DRAWS);
        }

        @Test
        void twoOfManyWithAShare_keepTheirProportion_seed405() {
            double[] weights = new double[100];
            Arrays.fill(weights, 10);
            weights[3] = 1;
            weights[98] = 4;
            double[] shares = new double[100];
            shares[3] = 1;
            shares[98] = 0.5;

            long[] counts = draw(405, member -> shares[member], weights);

            Choices.assertEachWithinThreeSigma(new long[] {counts[3], counts[98]}, 1, 2);
        }
    }

    @Nested
    class Nobody {

        @Test
        void allSharesZero_chooseNobody() {
            assertThat(members(1, 2).draw(new SplittableRandom(411)::nextLong, member -> 0))
                    .isEqualTo(-1);
        }

        @Test
        void shareOnlyOfWeightZero_choosesNobody() {
            assertThat(members(0, 2).draw(new SplittableRandom(412)::nextLong, member -> 1 - member))
                    .isEqualTo(-1);
        }

        @Test
        void allWeightsZero_chooseNobodyWithoutADraw() {
            assertThat(members(0, 0).draw(NO_CHANCE, Share.FULL)).isEqualTo(-1);
            assertThat(WeightedMembers.drawOnce(new double[] {0, 0}, NO_CHANCE)).isEqualTo(-1);
        }

        @Test
        void noMembers_chooseNobody() {
            assertThat(members().draw(NO_CHANCE, Share.FULL)).isEqualTo(-1);
            assertThat(WeightedMembers.drawOnce(new double[0], NO_CHANCE)).isEqualTo(-1);
        }
    }

    @Nested
    class Once {

        @ParameterizedTest(name = "{1} to {2} to {3}, seed {0}")
        @CsvSource({"421, 10, 5, 0", "422, 1, 99, 50", "423, 0, 0, 2", "424, 0, 1, 3", "425, 1, 1, 1"})
        void weights_areDrawnInProportion(long seed, double one, double two, double three) {
            RandomSource random = new SplittableRandom(seed)::nextLong;
            double[] weights = {one, two, three};

            Choices.assertEachWithinThreeSigma(
                    Choices.count(DRAWS, 3, () -> WeightedMembers.drawOnce(weights, random)), weights);
        }

        @Test
        void extremeBits_chooseAMemberWithWeight() {
            for (long bits : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
                assertThat(WeightedMembers.drawOnce(new double[] {0, 5, 0, 1, 0}, () -> bits))
                        .isIn(1, 3);
            }
        }
    }

    @Nested
    class AgainstTheNaiveForm {

        /** Random lists: some weights 0, some far apart; some shares 0, some in between. */
        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {501, 502, 503, 504, 505, 506, 507, 508})
        void anyWeightsAndShares_haveTheNaiveProportions(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            int size = 1 + random.nextInt(40);
            double[] weights = RandomMembers.weights(random, size);
            double[] shares = RandomMembers.shares(random, size);
            double[] expected = IntStream.range(0, size)
                    .mapToDouble(i -> weights[i] * shares[i])
                    .toArray();

            long[] counts = draw(seed, member -> shares[member], weights);

            Choices.assertTogetherWithinThreeSigma(counts, expected);
            Choices.assertTogetherWithinThreeSigma(
                    Choices.count(DRAWS, size, () -> naive(random, expected)), expected); // the yardstick is one
        }

        /** Walks the weights up to a point of their sum. */
        private int naive(SplittableRandom random, double... weights) {
            double left = random.nextDouble() * Arrays.stream(weights).sum();
            for (int i = 0; i < weights.length; i++) {
                left -= weights[i];
                if (left < 0) {
                    return i;
                }
            }
            throw new AssertionError("the sum was rounded");
        }

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {511, 512, 513})
        void table_hasForEachMemberItsPartOfTheCells(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            for (int list = 0; list < 300; list++) {
                double[] weights = RandomMembers.weights(random, 1 + random.nextInt(60));
                double sum = Arrays.stream(weights).sum();

                double[] parts = parts(new AliasTable(weights, sum), weights.length);

                for (int i = 0; i < weights.length; i++) {
                    double tolerance = 0x1p-32; // half a unit of each other member may come together at the heaviest
                    assertThat(parts[i])
                            .as("member %s of %s", i, Arrays.toString(weights))
                            .isCloseTo(weights[i] / sum, within(tolerance));
                    if (weights[i] == 0) {
                        assertThat(parts[i]).isZero();
                    }
                }
            }
        }

        /** Returns the exact part of each member: where a cell passes from one member to the other is searched. */
        private double[] parts(AliasTable table, int size) {
            double[] parts = new double[size];
            for (int cell = 0; cell < size; cell++) {
                long upper = ((((long) cell << 32) + size - 1) / size) << 32;
                int last = table.memberAt(upper | 0xFFFF_FFFFL);
                long own = 0;
                long end = 0x1_0000_0000L;
                while (own < end) {
                    long middle = (own + end) >>> 1;
                    if (table.memberAt(upper | middle) == cell && last != cell) {
                        own = middle + 1;
                    } else {
                        end = middle;
                    }
                }
                parts[cell] += own * 0x1p-32 / size;
                parts[last] += (0x1_0000_0000L - own) * 0x1p-32 / size;
            }
            return parts;
        }
    }

    @Nested
    class Refusal {

        @ParameterizedTest
        @ValueSource(doubles = {-1, -1e-300, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
        void weightOutOfRange_isRefusedByName(double weight) {
            List<String> names = List.of("10.0.0.7:20880", "10.0.0.8:20880");

            assertThatThrownBy(() -> WeightedMembers.of(names, new double[] {1, weight}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("weight of 10.0.0.8:20880 is " + weight + ", must be finite and at least 0");
            assertThatThrownBy(() -> WeightedMembers.drawOnce(new double[] {1, weight}, NO_CHANCE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("weight of member 1 is " + weight + ", must be finite and at least 0");
        }

        @Test
        void sumThatIsNoNumber_isRefused() {
            assertThatThrownBy(() -> members(1e308, 1e308))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the weights add up to more than a number can hold");
        }

        @Test
        void namesWithoutWeights_areRefused() {
            assertThatThrownBy(() -> WeightedMembers.of(List.of("a", "b"), new double[] {1}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("2 names have 1 weights");
        }

        @Test
        void weightsChangedLater_changeNothing() {
            double[] weights = {1, 0};
            WeightedMembers members = WeightedMembers.of(Choices.names(2), weights);
            weights[0] = 0;

            assertThat(members.owner(1, Share.FULL)).isZero();
        }
    }

    private static WeightedMembers members(double... weights) {
        return WeightedMembers.of(Choices.names(weights.length), weights);
    }

    private static long[] draw(long seed, Share share, double... weights) {
        WeightedMembers members = members(weights);
        RandomSource random = new SplittableRandom(seed)::nextLong;
        return Choices.count(DRAWS, weights.length, () -> members.draw(random, share));
    }
}
