package io.github.dubbogray.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.rule.Coloring;
import io.github.dubbogray.core.rule.FakeRequest;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.rule.WholeRequest;
import io.github.dubbogray.core.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What conditions of a document mean, from text to answer. */
class WhenTest {

    @Nested
    class Matchers {

        @ParameterizedTest(name = "{0} holds for {1}: {2}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "{ not: a }                                 | b    | true",
                    "{ not: a }                                 | a    | false",
                    "{ not: a }                                 |      | false",
                    "{ not: [a, b] }                            | c    | true",
                    "{ not: [a, b] }                            | b    | false",
                    "{ not: { prefix: a } }                     | ba   | true",
                    "{ not: { prefix: a } }                     | ab   | false",
                    "{ not: { prefix: a, suffix: z } }          | ab   | true",
                    "{ not: { prefix: a, suffix: z } }          | az   | false",
                    "{ not: { not: a } }                        | a    | true",
                    "{ not: { not: a } }                        | b    | false",
                    "{ not: { range: { min: 1 } } }             | x    | true",
                    "{ notIn: [a, b] }                          | c    | true",
                    "{ notIn: [a, b] }                          | a    | false",
                    "{ notIn: [a, b] }                          |      | false",
                    "{ suffix: '00' }                           | 1200 | true",
                    "{ suffix: '00' }                           | 1201 | false",
                    "{ regex: 'a\\d+' }                         | a12  | true",
                    "{ regex: 'a\\d+' }                         | ba12 | false",
                    "{ regex: 'a\\d+' }                         |      | false",
                    "{ range: { min: 1, max: 10 } }             | 10   | true",
                    "{ range: { min: 1, max: 10 } }             | 10.5 | false",
                    "{ range: { min: 1, max: 10 } }             | ten  | false",
                    "{ range: { min: 1 } }                      | 1e9  | true",
                    "{ range: { max: -1.5 } }                   | -1.5 | true",
                    "{ range: { max: 1 } }                      |      | false",
                    "{ in: [qa], ignoreCase: true }             | QA   | true",
                    "{ in: [qa], ignoreCase: false }            | QA   | false",
                    "{ notIn: [qa], ignoreCase: true }          | QA   | false",
                    "{ not: qa, ignoreCase: true }              | QA   | false",
                    "{ not: { prefix: qa }, ignoreCase: true }  | QAB  | false",
                    "{ not: { prefix: qa, ignoreCase: false }, ignoreCase: true } | QAB | true",
                    "{ prefix: get, ignoreCase: true }          | GetA | true",
                    "{ suffix: user, ignoreCase: true }         | aUSER | true",
                    "{ regex: 'q[a-c]', ignoreCase: true }      | QB   | true",
                    "{ prefix: a, suffix: z, regex: '.-.' }     | a-z  | true",
                    "{ prefix: a, suffix: z, regex: '.-.' }     | a+z  | false",
                    "{ exists: true, not: a }                   | b    | true",
                    "{ exists: true, not: a }                   |      | false",
                    "{ exists: false, not: a }                  | b    | false"
                })
        void matcher_decides(String matcher, String user, boolean holds) {
            Request request = user == null ? FakeRequest.PLAIN : FakeRequest.with("user", user);

            assertThat(holds("{ attachment.user: " + matcher + " }", request)).isEqualTo(holds);
        }

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "{ argument.0: 7 }                     | true",
                    "{ argument.0: { range: { min: 7 } } } | true",
                    "{ argument.1.vip: true }              | true",
                    "{ argument.1.amount: 12.50 }          | true",
                    "{ argument.1.amount: 12.5 }           | false",
                    "{ argument.1.level: DAYS }            | true",
                    "{ argument.1.tags: { exists: true } } | true",
                    "{ argument.1.tags: { not: a } }       | false",
                    "{ argument.1.tags.1: b }              | true",
                    "{ argument.2: { exists: false } }     | true",
                    "{ ip: { prefix: '10.0.' } }           | true",
                    "{ label.region: sh }                  | true"
                })
        void anySource_isCompared(String when, boolean holds) {
            WholeRequest request = WholeRequest.of(
                    Map.of("ip", "10.0.0.7", "label.region", "sh"),
                    7,
                    Map.of(
                            "vip",
                            true,
                            "amount",
                            new java.math.BigDecimal("12.50"),
                            "level",
                            java.util.concurrent.TimeUnit.DAYS,
                            "tags",
                            List.of("a", "b")));

            assertThat(holds(when, request)).isEqualTo(holds);
        }
    }

    @Nested
    class Addresses {

        @ParameterizedTest(name = "{0} holds for {1}: {2}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "10.0.0.7                            | 10.0.0.7  | true",
                    "[ '::ffff:10.0.0.7' ]               | 10.0.0.7  | true",
                    "10.0.0.7                            | 10.0.0.8  | false",
                    "'0:0:0:0:0:0:0:1'                   | ::1       | true",
                    "[ '[::1]' ]                         | ::1       | true",
                    "'FE80::1%eth0'                      | fe80::1   | true",
                    "10.0.0.0/8                          | 10.9.9.9  | true",
                    "10.0.0.0/8                          | 11.9.9.9  | false",
                    "fd00::/8                            | fd12::1   | true",
                    "fd00::/8                            | fe80::1   | false",
                    "fd00::/8                            | 10.0.0.7  | false",
                    "[10.0.0.7, 10.0.0.8]                | 10.0.0.8  | true",
                    "[10.1.0.0/16, '::1']                | ::1       | true",
                    "[10.1.0.0/16, '::1']                | 10.2.0.0  | false",
                    "[10.1.0.0/16, '::1']                | a.name    | false",
                    "{ in: [10.1.0.0/16] }               | 10.1.2.3  | true",
                    "{ notIn: [10.1.0.0/16, '::1'] }     | 10.1.2.3  | false",
                    "{ notIn: [10.1.0.0/16, '::1'] }     | 10.2.2.3  | true",
                    "{ notIn: [10.1.0.0/16, '::1'] }     |           | false",
                    "{ not: 10.0.0.0/8 }                 | 11.0.0.1  | true",
                    "{ not: [10.0.0.0/8, 11.0.0.0/8] }   | 11.0.0.1  | false",
                    "{ not: { in: [10.0.0.0/8] } }       | 11.0.0.1  | true",
                    "{ in: [10.0.0.0/8], not: 10.0.0.7 } | 10.0.0.7  | false",
                    "{ in: [FD00::1], ignoreCase: true } | fd00::1   | true",
                    "{ prefix: 'fd00:' }                 | fd00::1   | true",
                    "{ suffix: '::1' }                   | fd00::1   | true",
                    "{ regex: '10\\..*' }              | 10.0.0.7  | true",
                    "{ exists: true }                    | 10.0.0.7  | true",
                    "{ exists: false }                   |           | true"
                })
        void addressAndNetwork_areComparedByTheirBits(String matcher, String ip, boolean holds) {
            Request request = WholeRequest.of(ip == null ? Map.of() : Map.of("ip", ip));

            assertThat(holds("{ ip: " + matcher + " }", request)).isEqualTo(holds);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "gateway                   | rules[0].when.ip: is 'gateway'",
                    "[10.0.0.7, 10.0.0]        | rules[0].when.ip[1]: is '10.0.0'",
                    "{ in: [10.0.0.0/33] }     | rules[0].when.ip.in[0]: is '10.0.0.0/33'",
                    "{ notIn: ['10.0.0.7:80'] } | rules[0].when.ip.notIn[0]: is '10.0.0.7:80'",
                    "{ not: { in: ['::/129'] } } | rules[0].when.ip.not.in[0]: is '::/129'"
                })
        void whatIsNoAddress_isAProblemWithItsPlace(String matcher, String problem) {
            assertThat(Documents.problems(
                            "demo",
                            "apiVersion: dubbo-gray/v1\napplication: demo\nrules: [{ id: r, when: { ip: " + matcher
                                    + " }, to: stable }]"))
                    .hasSize(1)
                    .allSatisfy(found -> assertThat(found)
                            .contains(
                                    problem + ", must be an address or a network, as 10.0.0.7, 10.0.0.0/8 or \"::1\""));
        }

        @Test
        void explanation_namesTheNetworks() {
            Table table = table("{ ip: [10.0.0.7/8, '::ffff:10.0.0.7'] }");

            assertThat(table.rules().list().get(0).condition().describe()).isEqualTo("ip in [10.0.0.0/8]");
        }
    }

    @Nested
    class Any {

        @ParameterizedTest(name = "{0} {1} {2}: {3}")
        @CsvSource({"1,,, true", ",2,, true", ",,3, true", "1,2,3, true", ",,, false"})
        void oneAlternative_isEnough(String a, String b, String c, boolean holds) {
            String when = "{ any: [{ attachment.a: 1 }, { any: [{ attachment.b: 2 }, { attachment.c: 3 }] }] }";

            assertThat(holds(when, request(a, b, c))).isEqualTo(holds);
        }

        @ParameterizedTest(name = "{0} {1} {2}: {3}")
        @CsvSource({"1,2,, true", "1,,3, true", "1,,, false", ",2,3, false"})
        void otherEntries_mustHoldToo(String a, String b, String c, boolean holds) {
            String when = "{ attachment.a: 1, any: [{ attachment.b: 2 }, { attachment.c: 3 }] }";

            assertThat(holds(when, request(a, b, c))).isEqualTo(holds);
        }

        @Test
        void failingAlternatives_areNamedTogether() {
            Table table = Documents.table(
                    "rules: [{ id: r, when: { method: greet, any: [{ label.l: a }, { label.l: b, method: c }] }, to: stable }]");

            assertThat(table.rules()
                            .list()
                            .get(0)
                            .condition()
                            .firstFailing(FakeRequest.PLAIN)
                            .describe())
                    .isEqualTo("any of (label.l is a or label.l is b and method is c)");
        }

        private static Request request(String a, String b, String c) {
            Map<String, String> attachments = new HashMap<>();
            attachments.put("a", a);
            attachments.put("b", b);
            attachments.put("c", c);
            attachments.values().removeIf(value -> value == null);
            return FakeRequest.with(attachments);
        }
    }

    @Nested
    @DisplayName("R2: any condition holds as written, against a naive reading of it")
    class AgainstTheNaiveForm {

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {81, 82, 83, 84})
        void anyCondition_holdsAsTheNaiveOne(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            int held = 0;
            for (int i = 0; i < 1_500; i++) {
                Written when = Written.when(random, 2);
                Table table = table(when.text());
                for (int call = 0; call < 10; call++) {
                    Map<String, String> values = values(random);

                    boolean holds = when.test().test(values);

                    assertThat(holds(table, WholeRequest.of(values)))
                            .as("%s for %s", when.text(), values)
                            .isEqualTo(holds);
                    held += holds ? 1 : 0;
                }
            }
            assertThat(held).isBetween(1_000, 14_000);
        }

        private static Map<String, String> values(SplittableRandom random) {
            Map<String, String> values = new HashMap<>();
            for (String source : Written.SOURCES) {
                if (random.nextInt(4) > 0) {
                    values.put(source, Written.value(random));
                }
            }
            return values;
        }
    }

    private static boolean holds(String when, Request request) {
        return holds(table(when), request);
    }

    private static Table table(String when) {
        return Documents.table("rules:", "  - id: r", "    when: " + when, "    to: stable");
    }

    private static boolean holds(Table table, Request request) {
        return table.color(request, () -> 0) instanceof Coloring.Claimed;
    }

    /** A condition as an operator writes it, and what it means, without any of the classes under test. */
    private record Written(String text, Predicate<Map<String, String>> test) {

        static final List<String> SOURCES = List.of("label.l", "attachment.u", "header.h");
        private static final List<String> VALUES = List.of("a", "ab", "Ab", "B", "ba", "1", "2.0", "-3", "10");

        static String value(SplittableRandom random) {
            return VALUES.get(random.nextInt(VALUES.size()));
        }

        static Written when(SplittableRandom random, int depth) {
            Map<String, String> entries = new LinkedHashMap<>();
            List<Predicate<Map<String, String>>> tests = new ArrayList<>();
            int wanted = 1 + random.nextInt(2);
            for (int i = 0; i < wanted; i++) {
                String source = SOURCES.get(random.nextInt(SOURCES.size()));
                if (!entries.containsKey(source)) {
                    boolean exists = random.nextBoolean();
                    if (random.nextInt(6) == 0) {
                        entries.put(source, "{ exists: " + exists + " }");
                        tests.add(values -> values.containsKey(source) == exists);
                    } else {
                        Value value = Value.any(random, 2, false);
                        entries.put(source, value.text());
                        tests.add(values ->
                                values.containsKey(source) && value.test().test(values.get(source)));
                    }
                }
            }
            if (depth > 0 && random.nextInt(3) == 0) {
                Written one = when(random, depth - 1);
                Written other = when(random, depth - 1);
                entries.put("any", "[" + one.text() + ", " + other.text() + "]");
                tests.add(one.test().or(other.test()));
            }
            List<String> lines = new ArrayList<>();
            entries.forEach((key, value) -> lines.add(key + ": " + value));
            return new Written(
                    "{ " + String.join(", ", lines) + " }",
                    values -> tests.stream().allMatch(test -> test.test(values)));
        }
    }

    /** A matcher as an operator writes it, and what it means. */
    private record Value(String text, Predicate<String> test) {

        static Value any(SplittableRandom random, int depth, boolean anyCase) {
            String one = Written.value(random);
            String other = Written.value(random);
            return switch (random.nextInt(depth > 0 ? 8 : 2)) {
                case 0 -> new Value(one, value -> same(value, one, anyCase));
                case 1 ->
                    new Value(
                            "[" + one + ", " + other + "]",
                            value -> same(value, one, anyCase) || same(value, other, anyCase));
                default -> map(random, depth, anyCase);
            };
        }

        private static Value map(SplittableRandom random, int depth, boolean inherited) {
            List<String> entries = new ArrayList<>();
            List<Predicate<String>> tests = new ArrayList<>();
            boolean own = random.nextInt(3) == 0;
            boolean anyCase = own ? random.nextBoolean() : inherited;
            if (own) {
                entries.add("ignoreCase: " + anyCase);
            }
            String text = Written.value(random);
            int first = random.nextInt(7);
            for (int kind : List.of(first, (first + 1 + random.nextInt(6)) % 7)) {
                switch (kind) {
                    case 0 -> {
                        entries.add("in: [" + text + "]");
                        tests.add(value -> same(value, text, anyCase));
                    }
                    case 1 -> {
                        entries.add("notIn: [" + text + "]");
                        tests.add(value -> !same(value, text, anyCase));
                    }
                    case 2 -> {
                        Value not = any(random, depth - 1, anyCase);
                        entries.add("not: " + not.text());
                        tests.add(not.test().negate());
                    }
                    case 3 -> {
                        entries.add("prefix: " + text);
                        tests.add(value -> folded(value, anyCase).startsWith(folded(text, anyCase)));
                    }
                    case 4 -> {
                        entries.add("suffix: " + text);
                        tests.add(value -> folded(value, anyCase).endsWith(folded(text, anyCase)));
                    }
                    case 5 -> {
                        entries.add("regex: '[" + text.charAt(0) + "-].*'");
                        tests.add(value -> {
                            char c = folded(value, anyCase).charAt(0);
                            return c == '-' || c == folded(text, anyCase).charAt(0);
                        });
                    }
                    default -> {
                        entries.add("range: { min: -3, max: 2 }");
                        tests.add(value -> value.matches("[-0-9.]+")
                                && Double.parseDouble(value) >= -3
                                && Double.parseDouble(value) <= 2);
                    }
                }
            }
            return new Value(
                    "{ " + String.join(", ", entries) + " }",
                    value -> tests.stream().allMatch(test -> test.test(value)));
        }

        private static boolean same(String value, String expected, boolean anyCase) {
            return folded(value, anyCase).equals(folded(expected, anyCase));
        }

        private static String folded(String text, boolean anyCase) {
            return anyCase ? text.toLowerCase(Locale.ROOT) : text;
        }
    }
}
