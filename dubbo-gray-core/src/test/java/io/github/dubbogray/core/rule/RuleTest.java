package io.github.dubbogray.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTest {

    @Nested
    class Claim {

        private final Condition qa =
                new Condition.Matches(Source.Keyed.ATTACHMENT.at("x-user-type"), new Matcher.Equal("qa"));
        private final Rule rule =
                Rule.of("demo-provider", "qa", qa, new Target.ToLane("canary"), lane -> Carry.CARRIED);

        @Test
        void conditionThatHolds_claimsForTheLane() {
            assertThat(rule.claim(FakeRequest.with("x-user-type", "qa"), RuleTest::noDraw))
                    .isEqualTo(new Coloring.Claimed("qa", "canary", Carry.CARRIED));
        }

        @Test
        void conditionThatDoesNotHold_claimsNothing() {
            assertThat(rule.claim(FakeRequest.PLAIN, RuleTest::noDraw)).isNull();
        }

        @Test
        void conditionThatDoesNotHold_drawsNothing() {
            Rule split = Rule.of("demo-provider", "ramp", qa, new Target.Drawn(canary(5_000)), lane -> Carry.CARRIED);

            assertThat(split.claim(FakeRequest.PLAIN, RuleTest::noDraw)).isNull();
        }

        @Test
        void rule_knowsItsConditionAndTarget() {
            assertThat(rule.condition()).isEqualTo(qa);
            assertThat(rule.target()).isEqualTo(new Target.ToLane("canary"));
        }

        @Test
        void rule_knowsItsIdAndLanes() {
            assertThat(rule.id()).isEqualTo("qa");
            assertThat(rule.lanes()).isEqualTo(List.of("canary"));
        }
    }

    @Nested
    class BucketOf {

        @Test
        void stickyKey_decidesByItsBucket() {
            Rule rule = ramp(new Target.Sticky(canary(2_000), Source.Keyed.ATTACHMENT.at("user-id")));

            assertThat(rule.bucketOf(FakeRequest.with("user-id", "1001"))).hasValue(8_307);
            assertThat(rule.bucketOf(FakeRequest.PLAIN)).isEmpty();
        }

        @Test
        void otherTargets_haveNoBucketOfTheirOwn() {
            assertThat(ramp(new Target.Drawn(canary(2_000))).bucketOf(FakeRequest.PLAIN))
                    .isEmpty();
            assertThat(ramp(new Target.ToLane("canary")).bucketOf(FakeRequest.PLAIN))
                    .isEmpty();
        }
    }

    @Nested
    @DisplayName("R4: a split is exact, and 0 means never")
    class MillionDraws {

        private static final int DRAWS = 1_000_000;

        @ParameterizedTest(name = "seed {0}, {1} basis points")
        @CsvSource({"1, 100", "2, 100", "3, 5000", "4, 5000", "5, 0", "6, 10000"})
        void draws_hitTheShareWithinThreeSigma(long seed, int points) {
            SplittableRandom random = new SplittableRandom(seed);
            Rule rule = ramp(new Target.Drawn(canary(points)));
            IntSupplier draw = () -> random.nextInt(10_000);

            long gray = IntStream.range(0, DRAWS)
                    .filter(i -> isCanary(rule.claim(FakeRequest.PLAIN, draw)))
                    .count();

            double share = points / 10_000.0;
            double threeSigma = 3 * Math.sqrt(DRAWS * share * (1 - share));
            assertThat((double) gray).isBetween(DRAWS * share - threeSigma, DRAWS * share + threeSigma);
        }
    }

    @Nested
    @DisplayName("R4: with sticky, the same key gets the same answer")
    class StickyKeys {

        @Test
        void keys_getTheAnswerOfTheirBucket() {
            Rule rule = ramp(new Target.Sticky(canary(2_000), Source.Keyed.ATTACHMENT.at("user-id")));
            for (int i = 0; i < 10_000; i++) {
                String key = "user-" + i;
                boolean gray = NaiveBucket.of("demo-provider", "ramp", key) < 2_000;

                assertThat(rule.claim(FakeRequest.with("user-id", key), RuleTest::noDraw))
                        .isEqualTo(new Coloring.Claimed("ramp", gray ? "canary" : "stable", Carry.CARRIED));
            }
        }

        @ParameterizedTest(name = "{0} basis points, then {1}")
        @CsvSource({"0, 1", "1, 100", "100, 500", "500, 2000", "2000, 10000"})
        void raisedShare_keepsEveryGrayKey(int lower, int higher) {
            Rule before = ramp(new Target.Sticky(canary(lower), Source.Keyed.ATTACHMENT.at("user-id")));
            Rule after = ramp(new Target.Sticky(canary(higher), Source.Keyed.ATTACHMENT.at("user-id")));

            assertThat(IntStream.range(0, 100_000).mapToObj(i -> FakeRequest.with("user-id", "user-" + i)))
                    .noneMatch(request -> isCanary(before.claim(request, RuleTest::noDraw))
                            && !isCanary(after.claim(request, RuleTest::noDraw)));
        }
    }

    private static int noDraw() {
        throw new AssertionError("nothing to draw");
    }

    private static Rule ramp(Target to) {
        return Rule.of("demo-provider", "ramp", Condition.always(), to, lane -> Carry.CARRIED);
    }

    private static Split canary(int points) {
        return new Split(List.of(new Share("stable", 10_000 - points), new Share("canary", points)));
    }

    private static boolean isCanary(Coloring coloring) {
        return coloring instanceof Coloring.Claimed claimed && claimed.lane().equals("canary");
    }
}
