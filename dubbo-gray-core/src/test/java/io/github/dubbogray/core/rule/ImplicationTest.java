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
                    "{ label.l: a }                           | { label.l: a }",
                    "{ label.l: a, method: b }                | { label.l: a }",
                    "{ label.l: a }                           | { label.l: [a, b] }",
                    "{ label.l: [a, b] }                      | { label.l: [a, b, c] }",
                    "{ label.l: [a, b] }                      | { label.l: { exists: true } }",
                    "{ label.l: abc }                         | { label.l: { prefix: ab } }",
                    "{ label.l: { prefix: abc } }             | { label.l: { prefix: ab } }",
                    "{ label.l: { prefix: abc } }             | { label.l: { prefix: AB, ignoreCase: true } }",
                    "{ label.l: { suffix: abc } }             | { label.l: { suffix: bc } }",
                    "{ label.l: { range: { min: 2, max: 3 } } } | { label.l: { range: { min: 1 } } }",
                    "{ label.l: { not: [a, b] } }             | { label.l: { not: a } }",
                    "{ label.l: a }                           | { any: [{ method: m }, { label.l: a }] }",
                    "{ any: [{ label.l: a }, { label.l: b }] }     | { label.l: [a, b] }",
                    "{ any: [{ label.l: a, method: m }] }     | { any: [{ label.l: c }, { label.l: a }] }",
                    "{ label.l: a }                           | { label.l: { not: { prefix: x, suffix: y } } }",
                    "{ label.l: { not: { prefix: a } } }      | { label.l: { not: { prefix: a, suffix: b } } }",
                    "{ label.l: { regex: a+ } }               | { label.l: { regex: a+ } }",
                    "{ label.l: { exists: false } }           | { label.l: { exists: false } }",
                    "{ ip: 10.0.0.7 }                    | { ip: 10.0.0.0/8 }",
                    "{ ip: '::ffff:a00:7' }              | { ip: 10.0.0.7 }",
                    "{ ip: 10.1.0.0/16 }                 | { ip: [fd00::/8, 10.0.0.0/8] }",
                    "{ ip: [10.1.0.0/16, 'fd00::1'] }    | { ip: [fd00::/8, 10.0.0.0/8] }",
                    "{ ip: { not: 10.0.0.0/8 } }         | { ip: { not: 10.0.0.7 } }",
                    "{ label.l: a }                           | {}"
                })
        void stronger_impliesWeaker(String given, String wanted) {
            assertThat(implies(when(given), when(wanted))).isTrue();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{ label.l: [a, b] }                      | { label.l: a }",
                    "{ label.l: a }                           | { method: a }",
                    "{ label.l: a }                           | { label.l: a, method: b }",
                    "{ label.l: { not: a } }                  | { label.l: { not: [a, b] } }",
                    "{ label.l: { prefix: ab, ignoreCase: true } } | { label.l: { prefix: ab } }",
                    "{ label.l: { range: { min: 1 } } }       | { label.l: { range: { min: 2 } } }",
                    "{ label.l: { range: { max: 1 } } }       | { label.l: { range: { max: 0 } } }",
                    "{ label.l: { exists: true } }            | { label.l: a }",
                    "{ label.l: { exists: false } }           | { label.l: { not: a } }",
                    "{ any: [{ label.l: a }, { label.l: c }] }     | { label.l: [a, b] }",
                    "{ label.l: { in: [A], ignoreCase: true } } | { label.l: [A] }",
                    "{ ip: 10.0.0.0/8 }                  | { ip: 10.0.0.7 }",
                    "{ ip: 10.0.0.0/8 }                  | { ip: 10.1.0.0/16 }",
                    "{ ip: ['fd00::1', 10.1.0.0/16] }    | { ip: 10.0.0.0/8 }",
                    "{ ip: { not: 10.0.0.7 } }           | { ip: { not: 10.0.0.0/8 } }",
                    "{}                                  | { label.l: a }"
                })
        void weaker_doesNotImplyStronger(String given, String wanted) {
            assertThat(implies(when(given), when(wanted))).isFalse();
        }

        @Test
        void deepAlternatives_areGivenUp() {
            String deep = "{ label.l: a }";
            for (int i = 0; i < 8; i++) {
                deep = "{ any: [" + deep + ", { label.l: b }] }";
            }

            assertThat(implies(when(deep), when("{ label.l: [a, b] }"))).isFalse();
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
                Condition given = randomWhen(random);
                Condition wanted = randomWhen(random);
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
        return condition(Documents.table(document(text)));
    }

    private static Condition randomWhen(SplittableRandom random) {
        return condition(Documents.manyTables(document(RandomWhen.text(random, 2))));
    }

    private static String document(String when) {
        return "rules: [{ id: r, when: " + when + ", to: stable }]";
    }

    private static Condition condition(Table table) {
        return table.rules().list().get(0).condition();
    }

    /** Random conditions over few sources and values, so that they often meet. */
    static final class RandomWhen {

        private static final List<String> SOURCES = List.of("label.l", "attachment.u");
        private static final List<String> VALUES = List.of("a", "ab", "abc", "AB", "1", "2", "3", "b");

        private RandomWhen() {}

        static String text(SplittableRandom random, int depth) {
            if (depth > 0 && random.nextInt(3) == 0) {
                return "{ any: [" + text(random, depth - 1) + ", " + text(random, depth - 1) + "] }";
            }
            String first = "label.l: " + matcher(random);
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
