package io.github.dubbogray.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R4: the same key gets the same answer in every process")
class BucketTest {

    private static final int KEYS = 100_000;

    @Nested
    class Vectors {

        /** Computed by a program in another language; no release may change them. */
        @ParameterizedTest(name = "{0} {1} [{2}] is in {3}")
        @CsvSource(
                quoteCharacter = '"',
                value = {
                    "demo-provider, ramp, \"\", 9618",
                    "demo-provider, ramp, 1001, 8307",
                    "demo-provider, ramp, 1002, 8371",
                    "demo-provider, ramp, é, 1159",
                    "demo-provider, ramp, 张三, 4038",
                    "demo-provider, ramp, user-😀, 4933",
                    "演示, ramp, 1001, 4947",
                    "演示, ramp, 张三, 9307"
                })
        void key_hasItsPinnedBucket(String application, String ruleId, String key, int bucket) {
            assertThat(Bucket.of(Bucket.salt(application, ruleId), key)).isEqualTo(bucket);
        }

        @Test
        void unpairedSurrogate_countsAsQuestionMark() {
            long salt = Bucket.salt("demo-provider", "ramp");

            assertThat(Bucket.of(salt, "user-\ud83d")).isEqualTo(2846);
            assertThat(Bucket.of(salt, "\ude00-user")).isEqualTo(9954);
            assertThat(Bucket.of(salt, "user-?")).isEqualTo(2846);
        }

        @Test
        void longKey_hasItsPinnedBucket() {
            assertThat(Bucket.of(Bucket.salt("demo-provider", "ramp"), "x".repeat(100)))
                    .isEqualTo(1825);
        }
    }

    @Nested
    class AgainstTheNaiveForm {

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {21, 22, 23, 24})
        void anyCharacters_giveTheSameBucket(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 2_500; i++) {
                String application = anyCharacters(random);
                String ruleId = anyCharacters(random);
                String key = anyCharacters(random);

                assertThat(Bucket.of(Bucket.salt(application, ruleId), key))
                        .isEqualTo(NaiveBucket.of(application, ruleId, key));
            }
        }

        @Test
        void everyCodePoint_givesTheSameBucket() {
            long salt = Bucket.salt("a", "r");
            for (int point = 0; point <= Character.MAX_CODE_POINT; point += 61) {
                String key = Character.toString(point);

                assertThat(Bucket.of(salt, key)).as("U+%04X", point).isEqualTo(NaiveBucket.of("a", "r", key));
            }
        }

        /** Half of the UTF-16 units are small, half anything, unpaired surrogates included. */
        private String anyCharacters(SplittableRandom random) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(12);
            for (int i = 0; i < length; i++) {
                text.append((char) random.nextInt(random.nextBoolean() ? 0x100 : 0x10000));
            }
            return text.toString();
        }
    }

    @Nested
    class Spread {

        @ParameterizedTest(name = "rule {0}")
        @ValueSource(strings = {"ramp", "ramp-2", "beta-users", "a"})
        void numberedKeys_fillTenPercentWithinThreeSigma(String ruleId) {
            long salt = Bucket.salt("demo-provider", ruleId);

            long inside = IntStream.range(0, KEYS)
                    .filter(i -> Bucket.of(salt, "user-" + i) < 1_000)
                    .count();

            assertThat((double) inside).isBetween(0.1 * KEYS - threeSigma(0.1), 0.1 * KEYS + threeSigma(0.1));
        }

        @Test
        void everyBucket_isReached() {
            long salt = Bucket.salt("demo-provider", "ramp");

            assertThat(IntStream.range(0, 2 * KEYS)
                            .map(i -> Bucket.of(salt, Integer.toString(i)))
                            .distinct()
                            .sorted())
                    .containsExactlyElementsOf(
                            IntStream.range(0, Bucket.COUNT).boxed().toList());
        }

        @ParameterizedTest(name = "{0}/{1} against {2}/{3}")
        @CsvSource({"demo, ramp, demo, ramp-2", "demo, ramp, order, ramp", "demo, a, demo, b", "ab, c, a, bc"})
        void twoRules_pickIndependentKeys(String app1, String rule1, String app2, String rule2) {
            long one = Bucket.salt(app1, rule1);
            long other = Bucket.salt(app2, rule2);

            long inBoth = IntStream.range(0, KEYS)
                    .mapToObj(i -> "user-" + i)
                    .filter(key -> Bucket.of(one, key) < 1_000 && Bucket.of(other, key) < 1_000)
                    .count();

            assertThat((double) inBoth).isBetween(0.01 * KEYS - threeSigma(0.01), 0.01 * KEYS + threeSigma(0.01));
        }
    }

    private static double threeSigma(double share) {
        return 3 * Math.sqrt(KEYS * share * (1 - share));
    }
}
