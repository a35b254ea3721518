package io.github.dubbogray.core.rule.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.dubbogray.core.document.Documents;
import io.github.dubbogray.core.rule.Carry;
import io.github.dubbogray.core.rule.Coloring;
import io.github.dubbogray.core.rule.FakeRequest;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.rule.Rule;
import io.github.dubbogray.core.rule.WholeRequest;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {

    private static final List<String> KEYS = List.of("a", "b", "c");
    private static final List<String> ADDRESSES =
            List.of("10.0.0.7", "10.0.0.8", "10.1.0.7", "fd00::1", "fd00:1::1", "::1", "a.name");
    private static final List<String> NETWORKS =
            List.of("10.0.0.7", "::ffff:10.0.0.8", "10.0.0.0/8", "10.1.0.0/16", "fd00::/8", "0:0:0:0:0:0:0:1");
    private static final List<String> VALUES = List.of("1", "2", "10", "1.5", "x", "X", "xy", "");

    @Nested
    @DisplayName("R2: the first rule that matches, in the document's order")
    class First {

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
        @DisplayName("random rules of every kind: the index answers as asking each rule in turn does")
        void randomRules_areAnsweredAsInTurn(long seed) {
            Random random = new Random(seed);
            for (int round = 0; round < 20; round++) {
                Rules rules = manyRules(new RandomRules(random).text(1 + random.nextInt(150)));
                for (int call = 0; call < 100; call++) {
                    Request request = request(random);

                    assertThat(rules.claim(request, () -> 4_711)).isEqualTo(inTurn(rules, request));
                }
            }
        }

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {11, 12, 13, 14})
        @DisplayName("hundreds of rules whose values, prefixes, suffixes and ranges overlap: as in turn")
        void denseOverlaps_areAnsweredAsInTurn(long seed) {
            Random random = new Random(seed);
            DenseRules dense = new DenseRules(random);
            Rules rules = manyRules(dense.text(500 + random.nextInt(200)));
            int claimed = 0;
            for (int call = 0; call < 4_000; call++) {
                Request request = dense.request();
                Coloring claim = rules.claim(request, () -> 4_711);

                assertThat(claim).as("%s", request).isEqualTo(inTurn(rules, request));
                claimed += claim == null ? 0 : 1;
            }
            assertThat(claimed).isBetween(400, 3_600);
        }

        @Test
        @DisplayName("more sources with a find than are kept: as in turn")
        void findsInManySources_areAnsweredAsInTurn() {
            Rules rules = rules(IntStream.range(0, 130)
                    .mapToObj(i -> "{ id: r" + i + ", when: { attachment.a" + i % 40 + ": { exists: true }, "
                            + "attachment.b: { not: v" + i + " }, argument.0: x" + i + " }, to: canary }")
                    .collect(Collectors.joining(", ")));
            Map<String, String> all =
                    IntStream.range(0, 40).boxed().collect(Collectors.toMap(i -> "attachment.a" + i, i -> "v"));
            all.put("attachment.b", "v77");

            assertThat(rules.claim(WholeRequest.of(all, "x129"), () -> 0)).isEqualTo(claimOf("r129"));
            assertThat(rules.claim(WholeRequest.of(all, "x77"), () -> 0)).isNull();
        }

        @Test
        @DisplayName("a document longer than a section of the index")
        void moreRulesThanASectionHas_areAnsweredAsInTurn() {
            Rules rules = manyRules(IntStream.range(0, 4_990)
                    .mapToObj(i -> "{ id: r" + i + ", when: { attachment.a: { prefix: v" + i + "- } }, to: canary }")
                    .collect(Collectors.joining(", ")));

            for (int i : new int[] {0, 4_094, 4_095, 4_096, 4_097, 4_989}) {
                assertThat(rules.claim(FakeRequest.with("a", "v" + i + "-x"), () -> 0))
                        .isEqualTo(claimOf("r" + i));
            }
        }

        @ParameterizedTest
        @CsvSource({"0", "63", "64", "65", "127", "128", "199"})
        void ruleInAnyBlock_isFound(int wanted) {
            Rules rules = rules(IntStream.range(0, 200)
                    .mapToObj(i -> "{ id: r" + i + ", when: { attachment.a: v" + i + " }, to: canary }")
                    .collect(Collectors.joining(", ")));

            assertThat(rules.claim(FakeRequest.with("a", "v" + wanted), () -> 0))
                    .isEqualTo(claimOf("r" + wanted));
        }

        @Test
        void earlierRuleWithoutGuard_goesFirst() {
            Rules rules = rules("{ id: all, to: canary }, { id: one, when: { attachment.a: x }, to: stable }");

            assertThat(rules.claim(FakeRequest.with("a", "x"), () -> 0)).isEqualTo(claimOf("all"));
        }

        @Test
        void noRules_claimNothing() {
            assertThat(Rules.NONE.claim(FakeRequest.PLAIN, () -> 0)).isNull();
        }
    }

    @Nested
    class Cost {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "v%d",
                    "{ in: [v%d, w%1$d] }",
                    "{ prefix: v%d }",
                    "{ suffix: v%d }",
                    "{ range: { min: 1%d } }"
                })
        @DisplayName("a source is read once in the whole document, however many rules ask for it")
        void sourceThatManyRulesAskFor_isReadOnce(String matcher) {
            AtomicInteger reads = new AtomicInteger();
            Rules rules = rules(IntStream.range(0, 400)
                    .mapToObj(i -> "{ id: r" + i + ", when: { attachment." + KEYS.get(i % 3) + ": "
                            + matcher.formatted(i) + " }, to: canary }")
                    .collect(Collectors.joining(", ")));
            Request miss = FakeRequest.with(Map.of("a", "x", "b", "x"));
            Request hit = FakeRequest.with(Map.of("a", "v0", "b", "x", "c", "1398"));

            rules.claim(new Counting(miss, reads), () -> 0);
            assertThat(reads).hasValue(3);

            reads.set(0);
            assertThat(rules.claim(new Counting(hit, reads), () -> 0)).isNotNull();
            assertThat(reads)
                    .as("a condition that the index has answered is not asked again")
                    .hasValue(3);
        }

        @Test
        @DisplayName("R2: a draw is made for the rule that claims, and for no other")
        void draw_isMadeOnce() {
            AtomicInteger draws = new AtomicInteger();
            Rules rules = rules(IntStream.range(0, 100)
                    .mapToObj(i -> "{ id: r" + i + ", when: { attachment.a: x, attachment.b: { not: v" + i % 7
                            + " } }, to: { canary: 30%, stable: 70% } }")
                    .collect(Collectors.joining(", ")));

            rules.claim(FakeRequest.with(Map.of("a", "x", "b", "v0")), draws::getAndIncrement);

            assertThat(draws).hasValue(1);
        }

        @Test
        @DisplayName("an argument's properties are not asked before their turn: they may be the application's own code")
        void argument_isNotAskedBeforeItsTurn() {
            AtomicInteger reads = new AtomicInteger();
            Rules rules = rules("{ id: first, when: { attachment.a: x }, to: canary },"
                    + " { id: second, when: { argument.0.name: y }, to: canary }");

            rules.claim(
                    new Counting(FakeRequest.with("a", "x"), reads) {
                        @Override
                        public Object argument(int position) {
                            throw new IllegalStateException("asked before its turn");
                        }
                    },
                    () -> 0);

            assertThat(reads).hasPositiveValue();
        }

        @Test
        void claim_allocatesNothing() {
            Rules rules = rules(new RandomRules(new Random(9)).withoutFractions(150));
            List<Request> requests = IntStream.range(0, 50)
                    .<Request>mapToObj(i -> FakeRequest.with(Map.of("a", VALUES.get(i % 3), "b", "x" + i)))
                    .toList();
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            askAll(rules, requests);
            long before = threads.getCurrentThreadAllocatedBytes();
            askAll(rules, requests);

            assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 5_000.0)
                    .isLessThan(1);
        }

        private void askAll(Rules rules, List<Request> requests) {
            for (int round = 0; round < 100; round++) {
                for (int i = 0; i < requests.size(); i++) {
                    rules.claim(requests.get(i), () -> 0);
                }
            }
        }
    }

    @Nested
    class Value {

        @Test
        void rulesAreEqual_whereTheirListsAre() {
            List<Rule> list = rules("{ id: r, to: canary }").list();

            assertThat(Rules.of(list)).isEqualTo(Rules.of(list)).hasSameHashCodeAs(Rules.of(list));
            assertThat(Rules.of(list)).isNotEqualTo(Rules.NONE);
            assertThat(Rules.of(list)).hasToString(list.toString());
        }
    }

    private static Coloring inTurn(Rules rules, Request request) {
        for (Rule rule : rules.list()) {
            Coloring claim = rule.claim(request, () -> 4_711);
            if (claim != null) {
                return claim;
            }
        }
        return null;
    }

    private static Coloring claimOf(String rule) {
        return new Coloring.Claimed(rule, "canary", Carry.CARRIED);
    }

    private static Rules rules(String flow) {
        return Documents.table(document(flow)).rules();
    }

    private static Rules manyRules(String flow) {
        return Documents.manyTables(document(flow)).rules();
    }

    private static String document(String flow) {
        return "lanes: { canary: { labels: { version: v2 } } }\nrules: [" + flow + "]\n";
    }

    private static Request request(Random random) {
        Map<String, String> attachments = new HashMap<>();
        for (String key : KEYS) {
            if (random.nextInt(4) > 0) {
                attachments.put(key, VALUES.get(random.nextInt(VALUES.size())));
            }
        }
        if (random.nextInt(4) == 0) {
            return FakeRequest.with(attachments);
        }
        Map<String, String> all = new HashMap<>();
        attachments.forEach((key, value) -> all.put("attachment." + key, value));
        all.put("method", FakeRequest.PLAIN.method());
        all.put("ip", ADDRESSES.get(random.nextInt(ADDRESSES.size())));
        return WholeRequest.of(all);
    }

    /** Counts how often attachments are read. */
    private static class Counting implements Request {

        private final Request request;
        private final AtomicInteger reads;

        Counting(Request request, AtomicInteger reads) {
            this.request = request;
            this.reads = reads;
        }

        @Override
        public String attachment(String key) {
            reads.incrementAndGet();
            return request.attachment(key);
        }

        @Override
        public String method() {
            return request.method();
        }

        @Override
        public String service() {
            return request.service();
        }

        @Override
        public String application() {
            return request.application();
        }
    }

    /** Writes rules of every kind of condition. */
    private record RandomRules(Random random) {

        String text(int rules) {
            return IntStream.range(0, rules)
                    .mapToObj(i -> "{ id: r" + i + ", when: " + when(2) + ", to: { canary: 30%, stable: 70% } }")
                    .collect(Collectors.joining(", "));
        }

        String withoutFractions(int rules) {
            return text(rules).replaceAll("regex", "prefix").replaceAll("1\\.5", "15");
        }

        private String when(int depth) {
            return IntStream.rangeClosed(0, random.nextInt(3))
                    .mapToObj(i -> entry(i, depth))
                    .distinct()
                    .collect(Collectors.joining(", ", "{ ", " }"));
        }

        /** Keys of a map are there once, so each entry has a key of its own. */
        private String entry(int number, int depth) {
            if (number == 2 && depth > 0) {
                return "any: [" + when(depth - 1) + ", " + when(depth - 1) + "]";
            }
            if (number == 1 && random.nextInt(3) == 0) {
                return "ip: " + addresses();
            }
            return number == 2 ? "method: greet" : "attachment." + KEYS.get(number) + ": " + matcher();
        }

        private String addresses() {
            return switch (random.nextInt(5)) {
                case 0 -> network();
                case 1 -> "[" + network() + ", " + network() + "]";
                case 2 -> "{ notIn: [" + network() + "] }";
                case 3 -> "{ in: [" + network() + ", " + network() + "], not: " + network() + " }";
                default -> "{ prefix: '10.' }";
            };
        }

        private String network() {
            return "'" + NETWORKS.get(random.nextInt(NETWORKS.size())) + "'";
        }

        private String matcher() {
            return switch (random.nextInt(10)) {
                case 0 -> value();
                case 1 -> "[" + value() + ", " + value() + "]";
                case 2 -> "{ in: [" + value() + "], ignoreCase: true }";
                case 3 -> "{ notIn: [" + value() + "] }";
                case 4 -> "{ prefix: x }";
                case 5 -> "{ suffix: y, ignoreCase: true }";
                case 6 -> "{ range: { min: 1, max: " + (1 + random.nextInt(10)) + " } }";
                case 7 -> "{ exists: " + random.nextBoolean() + " }";
                case 8 -> "{ regex: 'x.?' }";
                default -> "{ in: [" + value() + ", " + value() + "], not: " + value() + " }";
            };
        }

        private String value() {
            return "'" + VALUES.get(random.nextInt(VALUES.size() - 1)) + "'";
        }
    }

    /**
     * Writes rules that overlap a lot and claim little: texts over three letters, so that many begin or end with others, and
     * ranges within ranges. Each rule has a second condition that most requests do not meet.
     */
    private record DenseRules(Random random) {

        private static final List<String> SOURCES =
                List.of("attachment.a", "attachment.b", "header.c", "label.d", "service");
        private static final List<String> NUMBERS = List.of(
                "-0",
                "+7",
                "007",
                "1e1",
                "1.50",
                "-3.5",
                "9999999999999999999",
                "1e30",
                "1.",
                ".5",
                "NaN",
                "0x1",
                "--1");

        String text(int rules) {
            return IntStream.range(0, rules)
                    .mapToObj(i -> "{ id: r" + i + ", when: { " + source() + ": " + matcher() + ", attachment.k: [k"
                            + random.nextInt(40) + ", k" + random.nextInt(40) + "] }, to: canary }")
                    .map(rule -> random.nextInt(3) == 0 ? rule.replace("attachment.k: [", "argument.0: [") : rule)
                    .collect(Collectors.joining(", "));
        }

        Request request() {
            Map<String, String> values = new HashMap<>();
            for (String source : SOURCES) {
                if (random.nextInt(5) > 0) {
                    values.put(source, value());
                }
            }
            values.put("attachment.k", "k" + random.nextInt(60));
            return random.nextBoolean() ? WholeRequest.of(values) : WholeRequest.of(values, "k" + random.nextInt(40));
        }

        private String source() {
            return SOURCES.get(random.nextInt(SOURCES.size()));
        }

        private String matcher() {
            String letters = random.nextInt(3) == 0 ? ", ignoreCase: true" : "";
            return switch (random.nextInt(8)) {
                case 0 -> "{ in: ['" + word(4) + "', '" + word(4) + "']" + letters + " }";
                case 1, 2 -> "{ prefix: '" + word(7) + "'" + letters + " }";
                case 3, 4 -> "{ suffix: '" + word(7) + "'" + letters + " }";
                case 5 -> "{ range: { min: " + bound(random.nextInt(100) - 50) + " } }";
                case 6 -> "{ range: { max: " + bound(random.nextInt(100) - 50) + " } }";
                default -> {
                    int min = random.nextInt(100) - 50;
                    yield "{ range: { min: " + bound(min) + ", max: " + bound(min + 1 + random.nextInt(30)) + " } }";
                }
            };
        }

        private String value() {
            return switch (random.nextInt(4)) {
                case 0 -> word(9);
                case 1 -> NUMBERS.get(random.nextInt(NUMBERS.size()));
                case 2 -> bound(random.nextInt(120) - 60);
                default -> Integer.toString(random.nextInt(120) - 60);
            };
        }

        private String bound(int number) {
            return switch (random.nextInt(4)) {
                case 0 -> number + ".5";
                case 1 -> number + ".0";
                default -> Integer.toString(number);
            };
        }

        /** With letters of two chars, and those that are one letter in lower or upper case only. */
        private String word(int most) {
            List<String> letters =
                    random.nextInt(4) == 0 ? List.of("a", "A", "𐐀", "𐐨", "😀", "K", "k") : List.of("a", "b", "A");
            return IntStream.rangeClosed(0, random.nextInt(most))
                    .mapToObj(i -> letters.get(random.nextInt(letters.size())))
                    .collect(Collectors.joining());
        }
    }
}
