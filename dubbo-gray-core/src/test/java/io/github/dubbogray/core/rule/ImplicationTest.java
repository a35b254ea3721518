package io.github.dubbogray.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.Documents;
import io.github.dubbogray.core.table.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImplicationTest {

    @Nested
    class Proven {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{ ip: a }                           | { ip: a }",
                    "{ ip: a, method: b }                | { ip: a }",
                    "{ ip: a }                           | { ip: [a, b] }",
                    "{ ip: [a, b] }                      | { ip: [a, b, c] }",
                    "{ ip: [a, b] }                      | { ip: { exists: true } }",
                    "{ ip: abc }                         | { ip: { prefix: ab } }",
                    "{ ip: { prefix: abc } }             | { ip: { prefix: ab } }",
                    "{ ip: { prefix: abc } }             | { ip: { prefix: AB, ignoreCase: true } }",
                    "{ ip: { suffix: abc } }             | { ip: { suffix: bc } }",
                    "{ ip: { range: { min: 2, max: 3 } } } | { ip: { range: { min: 1 } } }",
                    "{ ip: { not: [a, b] } }             | { ip: { not: a } }",
                    "{ ip: a }                           | { any: [{ method: m }, { ip: a }] }",
                    "{ any: [{ ip: a }, { ip: b }] }     | { ip: [a, b] }",
                    "{ any: [{ ip: a, method: m }] }     | { any: [{ ip: c }, { ip: a }] }",
                    "{ ip: a }                           | { ip: { not: { prefix: x, suffix: y } } }",
                    "{ ip: { not: { prefix: a } } }      | { ip: { not: { prefix: a, suffix: b } } }",
                    "{ ip: { regex: a+ } }               | { ip: { regex: a+ } }",
                    "{ ip: { exists: false } }           | { ip: { exists: false } }",
                    "{ ip: a }                           | {}"
                })
        void stronger_impliesWeaker(String given, String wanted) {
            assertThat(implies(when(given), when(wanted))).isTrue();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{ ip: [a, b] }                      | { ip: a }",
                    "{ ip: a }                           | { method: a }",
                    "{ ip: a }                           | { ip: a, method: b }",
                    "{ ip: { not: a } }                  | { ip: { not: [a, b] } }",
                    "{ ip: { prefix: ab, ignoreCase: true } } | { ip: { prefix: ab } }",
                    "{ ip: { range: { min: 1 } } }       | { ip: { range: { min: 2 } } }",
                    "{ ip: { range: { max: 1 } } }       | { ip: { range: { max: 0 } } }",
                    "{ ip: { exists: true } }            | { ip: a }",
                    "{ ip: { exists: false } }           | { ip: { not: a } }",
                    "{ any: [{ ip: a }, { ip: c }] }     | { ip: [a, b] }",
                    "{ ip: { in: [A], ignoreCase: true } } | { ip: [A] }",
                    "{}                                  | { ip: a }"
                })
        void weaker_doesNotImplyStronger(String given, String wanted) {
            assertThat(implies(when(given), when(wanted))).isFalse();
        }

        @Test
        void deepAlternatives_areGivenUp() {
            String deep = "{ ip: a }";
            for (int i = 0; i < 8; i++) {
                deep = "{ any: [" + deep + ", { ip: b }] }";
            }

            assertThat(implies(when(deep), when("{ ip: [a, b] }"))).isFalse();
        }
    }

    @Nested
    class Law {

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {71, 72, 73})
        void whatIsImplied_holdsWhereverTheOtherDoes(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            int proven = 0;
            for (int i = 0; i < 3_000; i++) {
                Condition given = when(RandomWhen.text(random, 2));
                Condition wanted = when(RandomWhen.text(random, 2));
                if (implies(given, wanted)) {
                    proven++;
                    for (int call = 0; call < 20; call++) {
                        Request request = RandomWhen.request(random);

                        assertThat(given.holdsFor(request) && !wanted.holdsFor(request))
                                .as("%s, but not %s: %s", given.describe(), wanted.describe(), request)
                                .isFalse();
                    }
                }
            }
            assertThat(proven).isGreaterThan(20);
        }
    }

    private static Condition when(String text) {
        Table table = Documents.table("rules: [{ id: r, when: " + text + ", to: stable }]");
        return table.rules().list().get(0).condition();
    }

    /** Random conditions over few sources and values, so that they often meet. */
    static final class RandomWhen {

        private static final List<String> SOURCES = List.of("ip", "attachment.u");
        private static final List<String> VALUES = List.of("a", "ab", "abc", "AB", "1", "2", "3", "b");

        private RandomWhen() {}

        static String text(SplittableRandom random, int depth) {
            if (depth > 0 && random.nextInt(3) == 0) {
                return "{ any: [" + text(random, depth - 1) + ", " + text(random, depth - 1) + "] }";
            }
            String first = "ip: " + matcher(random);
            return random.nextInt(3) == 0
                    ? "{ " + first + " }"
                    : "{ " + first + ", attachment.u: " + matcher(random) + " }";
        }

        static Request request(SplittableRandom random) {
            Map<String, String> values = new HashMap<>();
            SOURCES.forEach(source -> {
                if (random.nextInt(5) > 0) {
                    values.put(source, value(random));
                }
            });
            return WholeRequest.of(values);
        }

        private static String matcher(SplittableRandom random) {
            String casing = random.nextInt(3) == 0 ? ", ignoreCase: true" : "";
            return switch (random.nextInt(9)) {
                case 0 -> value(random);
                case 1 -> "[" + value(random) + ", " + value(random) + "]";
                case 2 -> "{ prefix: " + value(random) + casing + " }";
                case 3 -> "{ suffix: " + value(random) + casing + " }";
                case 4 -> "{ range: { min: " + random.nextInt(2) + ", max: " + random.nextInt(2, 4) + " } }";
                case 5 -> "{ not: { prefix: " + value(random) + ", suffix: " + value(random) + casing + " } }";
                case 6 -> "{ notIn: [" + value(random) + ", " + value(random) + "]" + casing + " }";
                case 7 -> "{ exists: " + random.nextBoolean() + " }";
                default -> "{ in: [" + value(random) + ", " + value(random) + "]" + casing + " }";
            };
        }

        private static String value(SplittableRandom random) {
            return VALUES.get(random.nextInt(VALUES.size()));
        }
    }

    private static boolean implies(Condition given, Condition wanted) {
        return Implication.within(1_000_000).isProven(given, wanted);
    }
}
