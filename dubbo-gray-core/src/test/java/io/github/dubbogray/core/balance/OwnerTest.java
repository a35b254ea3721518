package io.github.dubbogray.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.hash.TextHash;
import io.github.dubbogray.core.rule.NaiveBucket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerTest {

    private static final int KEYS = 20_000;

    private static final long[] KEYS_OF_USERS = IntStream.range(0, KEYS)
            .mapToLong(i -> WeightedMembers.keyOf("user-" + i))
            .toArray();

    @Nested
    class Vectors {

        /** Computed by a program in another language; processes of different releases must agree. */
        @ParameterizedTest(name = "[{0}] is {1}")
        @CsvSource({
            "'', 58b1fc39f03d8426",
            "1001, a05be8eab2ac2635",
            "张三, 357f54953dff3699",
            "user-😀, b2b97dd0e9c52c0c"
        })
        void text_hasItsPinnedKey(String text, String key) {
            assertThat(Long.toHexString(WeightedMembers.keyOf(text))).isEqualTo(key);
        }

        @ParameterizedTest(name = "[{0}] belongs to {1}")
        @CsvSource({
            "'', 10.0.0.2:20880",
            "1001, 10.0.0.4:20880",
            "1002, 10.0.0.2:20880",
            "1003, 10.0.0.4:20880",
            "1004, 10.0.0.2:20880",
            "1005, 10.0.0.2:20880",
            "1006, 10.0.0.5:20880",
            "张三, 10.0.0.4:20880",
            "user-😀, 10.0.0.2:20880",
            "x, 10.0.0.4:20880"
        })
        void key_hasItsPinnedOwner(String text, String owner) {
            List<String> names = Choices.names(5);
            WeightedMembers members = WeightedMembers.of(names, new double[] {1, 2, 0.5, 4, 1});

            assertThat(names.get(members.owner(WeightedMembers.keyOf(text), Share.FULL)))
                    .isEqualTo(owner);
        }
    }

    @Nested
    class Weights {

        @ParameterizedTest(name = "{0} to {1} to {2}")
        @CsvSource({"10, 5, 1", "1, 99, 0", "1, 1, 1", "0, 1, 0", "0.001, 0.003, 0.002"})
        void keys_areOwnedInProportion(double one, double two, double three) {
            Choices.assertEachWithinThreeSigma(owned(Share.FULL, one, two, three), one, two, three);
        }

        @ParameterizedTest(name = "{0} members")
        @ValueSource(ints = {2, 10, 100, 1_000})
        void manyMembers_ownInProportion(int size) {
            double[] weights =
                    IntStream.range(0, size).mapToDouble(i -> 1 + i % 3).toArray();

            Choices.assertTogetherWithinThreeSigma(owned(Share.FULL, weights), weights);
        }

        @Test
        void share_multipliesTheWeight() {
            Choices.assertEachWithinThreeSigma(owned(member -> member == 0 ? 0.5 : 1, 10, 10, 5), 5, 10, 5);
        }

        @Test
        void memberWithoutWeightOrShare_ownsNothing() {
            long[] counts = owned(member -> member == 3 ? 0 : 1, 0, 1, 2, 1_000);

            Choices.assertEachWithinThreeSigma(counts, 0, 1, 2, 0);
        }

        @Test
        void nobodyWithWeightAndShare_ownsNothing() {
            assertThat(members(0, 0).owner(1, Share.FULL)).isEqualTo(-1);
            assertThat(members(1, 1).owner(1, member -> 0)).isEqualTo(-1);
            assertThat(members(0, 1).owner(1, member -> 1 - member)).isEqualTo(-1);
            assertThat(members().owner(1, Share.FULL)).isEqualTo(-1);
        }
    }

    @Nested
    class Change {

        @ParameterizedTest(name = "member {0}")
        @ValueSource(ints = {0, 4, 9})
        void oneOfTenLeaves_onlyItsKeysMove(int leaving) {
            WeightedMembers ten = WeightedMembers.of(Choices.names(10), same(10));
            List<String> rest = new ArrayList<>(Choices.names(10));
            rest.remove(leaving);
            WeightedMembers nine = WeightedMembers.of(rest, same(9));
            int moved = 0;

            for (long key : KEYS_OF_USERS) {
                int before = ten.owner(key, Share.FULL);
                String after = rest.get(nine.owner(key, Share.FULL));
                assertThat(Choices.names(10).get(ten.owner(key, member -> member == leaving ? 0 : 1)))
                        .as("not listed, or gone")
                        .isEqualTo(after);
                if (before == leaving) {
                    moved++;
                } else {
                    assertThat(after).isEqualTo(Choices.names(10).get(before));
                }
            }
            Choices.assertEachWithinThreeSigma(new long[] {moved, KEYS - moved}, 1, 9);
        }

        @Test
        void weightRises_keysMoveOnlyToThatMember() {
            WeightedMembers before = members(1, 2, 3, 4);
            WeightedMembers after = members(1, 5, 3, 4);
            int moved = 0;

            for (long key : KEYS_OF_USERS) {
                int was = before.owner(key, Share.FULL);
                int is = after.owner(key, Share.FULL);
                if (is != was) {
                    assertThat(is).isEqualTo(1);
                    moved++;
                }
            }
            double part = 5 / 13.0 - 2 / 10.0;
            Choices.assertEachWithinThreeSigma(new long[] {moved, KEYS - moved}, part, 1 - part);
        }

        @Test
        void shareRises_keysMoveOnlyToThatMember() {
            WeightedMembers members = members(1, 1, 1);

            for (long key : KEYS_OF_USERS) {
                int was = members.owner(key, member -> member == 2 ? 0.1 : 1);
                int is = members.owner(key, member -> member == 2 ? 0.4 : 1);
                assertThat(is).isIn(was, 2);
            }
        }

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {601, 602, 603})
        void otherOrder_sameNames(long seed) {
            List<String> names = Choices.names(30);
            double[] weights = RandomMembers.weights(new SplittableRandom(seed), 30);
            List<Integer> order = new ArrayList<>(IntStream.range(0, 30).boxed().toList());
            Collections.shuffle(order, new Random(seed));
            WeightedMembers one = WeightedMembers.of(names, weights);
            WeightedMembers other = WeightedMembers.of(
                    order.stream().map(names::get).toList(),
                    order.stream().mapToDouble(i -> weights[i]).toArray());

            for (long key : KEYS_OF_USERS) {
                assertThat(order.get(other.owner(key, Share.FULL))).isEqualTo(one.owner(key, Share.FULL));
            }
        }
    }

    @Nested
    class Independence {

        @Test
        void usersOfASplit_spreadAsAllUsersDo() {
            WeightedMembers members = members(1, 2, 3);
            long[] counts = new long[3];

            IntStream.range(0, KEYS)
                    .mapToObj(i -> "user-" + i)
                    .filter(user -> NaiveBucket.of("demo-provider", "ramp", user) < 1_000)
                    .forEach(user -> counts[members.owner(WeightedMembers.keyOf(user), Share.FULL)]++);

            Choices.assertEachWithinThreeSigma(counts, 1, 2, 3);
        }

        @Test
        void keysThatAreNames_areOwnedAsOthersAre() {
            List<String> names = Choices.names(2_000);
            WeightedMembers members = WeightedMembers.of(names.subList(0, 4), same(4));

            Choices.assertEachWithinThreeSigma(
                    count(members, 4, names.stream().mapToLong(WeightedMembers::keyOf)), same(4));
        }

        @Test
        void smallNumbersAsKeys_spreadAsOthersDo() {
            Choices.assertEachWithinThreeSigma(count(members(1, 2, 3), 3, LongStream.range(0, KEYS)), 1, 2, 3);
        }
    }

    @Nested
    class AgainstTheNaiveForm {

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {701, 702, 703, 704, 705, 706})
        void anyWeightsAndShares_giveTheSameOwner(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            for (int list = 0; list < 300; list++) {
                int size = 1 + random.nextInt(60);
                List<String> names = Choices.names(size);
                double[] weights = RandomMembers.weights(random, size);
                double[] shares = RandomMembers.shares(random, size);
                WeightedMembers members = WeightedMembers.of(names, weights);
                for (int i = 0; i < 30; i++) {
                    long key = random.nextLong();

                    assertThat(members.owner(key, member -> shares[member]))
                            .isEqualTo(naive(key, names, weights, shares));
                }
            }
        }

        /** A logarithm for every member, and the first of the times. */
        private int naive(long key, List<String> names, double[] weights, double[] shares) {
            return IntStream.range(0, names.size())
                    .filter(i -> weights[i] * shares[i] > 0)
                    .boxed()
                    .min((one, other) -> Double.compare(
                            time(key, names.get(one), weights[one] * shares[one]),
                            time(key, names.get(other), weights[other] * shares[other])))
                    .orElse(-1);
        }

        private double time(long key, String name, double weight) {
            long hash = TextHash.finish(key ^ TextHash.finish(TextHash.append(TextHash.START, name)));
            return -Math.log(1 - Math.scalb((hash >>> 12) + 0.5, -52)) / weight;
        }
    }

    private static WeightedMembers members(double... weights) {
        return WeightedMembers.of(Choices.names(weights.length), weights);
    }

    private static double[] same(int size) {
        return IntStream.range(0, size).mapToDouble(i -> 100).toArray();
    }

    private static long[] owned(Share share, double... weights) {
        WeightedMembers members = members(weights);
        long[] counts = new long[weights.length];
        for (long key : KEYS_OF_USERS) {
            counts[members.owner(key, share)]++;
        }
        return counts;
    }

    private static long[] count(WeightedMembers members, int size, LongStream keys) {
        long[] counts = new long[size];
        keys.forEach(key -> counts[members.owner(key, Share.FULL)]++);
        return counts;
    }
}
