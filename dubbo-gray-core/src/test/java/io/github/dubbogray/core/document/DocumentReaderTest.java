package io.github.dubbogray.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.yaml.Place;
import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.rule.Carry;
import io.github.dubbogray.core.rule.Coloring;
import io.github.dubbogray.core.rule.FakeRequest;
import io.github.dubbogray.core.rule.NaiveBucket;
import io.github.dubbogray.core.rule.Rule;
import io.github.dubbogray.core.rule.Source;
import io.github.dubbogray.core.rule.index.Rules;
import io.github.dubbogray.core.table.Affinity;
import io.github.dubbogray.core.table.Capacity;
import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.Membership;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.table.Unmatched;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTest {

    private static final String APPLICATION = "demo-provider";
    private static final String HEAD = "apiVersion: dubbo-gray/v1\napplication: demo-provider\n";
    private static final String EDITS = ":-[]{}%&*!|>'\"#,?@`\t\n\u0000\u2028\ud83dé";
    private static final String SAMPLE = Documents.text(Documents.resource("documents/sample.yaml"));

    @Nested
    class SampleOfTheDesign {

        private final Table table = Documents.accepted(DocumentReader.read(APPLICATION, SAMPLE));

        @Test
        void lanes_areAsWritten() {
            assertThat(table.stable())
                    .isEqualTo(new Lane(
                            "stable",
                            new Membership.ByLabels(Labels.of("version", "v1")),
                            List.of(),
                            new Capacity(1, 0),
                            Carry.CARRIED));
            assertThat(table.gray())
                    .isEqualTo(List.of(new Lane(
                            "canary",
                            new Membership.ByLabels(Labels.of(Map.of("version", "v2", "env", "gray"))),
                            List.of("stable"),
                            new Capacity(1, 0),
                            Carry.CARRIED)));
        }

        @Test
        void rules_areInOrder() {
            assertThat(table.rules().list().stream().map(Rule::id)).containsExactly("qa", "beta-users", "ramp");
            assertThat(table.rules().list().stream().map(Rule::lanes))
                    .containsExactly(List.of("canary"), List.of("canary"), List.of("canary", "stable"));
        }

        @Test
        void policies_areAsWritten() {
            assertThat(table.application()).isEqualTo(APPLICATION);
            assertThat(table.mode()).isEqualTo(Table.Mode.ENABLED);
            assertThat(table.labelPriority()).isEqualTo(List.of("region", "version", "env"));
            assertThat(table.unmatched()).isEqualTo(Unmatched.OPEN);
            assertThat(table.hasDocument()).isTrue();
        }

        @Test
        @DisplayName("R2: the first rule that matches colors")
        void requests_areColoredByTheFirstRuleThatMatches() {
            assertThat(color(Map.of("x-user-type", "qa"), "say"))
                    .isEqualTo(new Coloring.Claimed("qa", "canary", Carry.CARRIED));
            assertThat(color(Map.of("user-id", "1001"), "getUser"))
                    .isEqualTo(new Coloring.Claimed("beta-users", "canary", Carry.CARRIED));
            assertThat(color(Map.of("user-id", "1001", "x-user-type", "qa"), "getUser"))
                    .isEqualTo(new Coloring.Claimed("qa", "canary", Carry.CARRIED));
            assertThat(color(Map.of("user-id", "1001"), "say")).isEqualTo(ramp("1001"));
            assertThat(color(Map.of("user-id", "1003"), "getUser")).isEqualTo(ramp("1003"));
        }

        @Test
        void preferOfTheDesign_isRead() {
            Table preferring = Documents.accepted(DocumentReader.read(APPLICATION, SAMPLE + "prefer: [region]\n"));

            assertThat(table.prefer()).isEmpty();
            assertThat(preferring.prefer()).isEqualTo(List.of("region"));
        }

        private Coloring color(Map<String, String> attachments, String method) {
            return table.color(new FakeRequest(attachments, method, "Greeter", "shop"), () -> 9_999);
        }

        private Coloring ramp(String user) {
            boolean gray = NaiveBucket.of(APPLICATION, "ramp", user) < 1_000;
            return new Coloring.Claimed("ramp", gray ? "canary" : "stable", Carry.CARRIED);
        }
    }

    @Nested
    class Defaults {

        @Test
        void headAlone_isTheEmptyTable() {
            assertThat(DocumentReader.read(APPLICATION, HEAD))
                    .isEqualTo(new Reading.Accepted(
                            new Table(
                                    APPLICATION,
                                    DocumentReader.revisionOf(HEAD),
                                    Table.Mode.ENABLED,
                                    new Lane(
                                            "stable",
                                            new Membership.Remainder(List.of()),
                                            List.of(),
                                            Capacity.ONE,
                                            Carry.CARRIED),
                                    List.of(),
                                    Rules.NONE,
                                    List.of("region", "version", "env"),
                                    List.of(),
                                    Unmatched.OPEN),
                            List.of()));
        }

        @Test
        @DisplayName("P1: a lane falls back to stable unless it says otherwise")
        void laneWithLabelsOnly_fallsBackToStable() {
            assertThat(Documents.table("lanes: { canary: { labels: { version: v2 } } }")
                            .gray())
                    .isEqualTo(List.of(new Lane(
                            "canary",
                            new Membership.ByLabels(Labels.of("version", "v2")),
                            List.of("stable"),
                            Capacity.ONE,
                            Carry.CARRIED)));
        }

        @Test
        @DisplayName("P1: [] means strict")
        void emptyFallback_isStrict() {
            assertThat(Documents.table("lanes: { canary: { labels: { version: v2 }, fallback: [] } }")
                            .gray())
                    .extracting(Lane::fallback)
                    .containsExactly(List.of());
        }

        @Test
        @DisplayName("I2: stable without labels is the remainder of the gray lanes")
        void stableWithoutLabels_isTheRemainder() {
            Table table = Documents.table(
                    "lanes:",
                    "  stable: { fallback: [canary], capacity: { minPercent: 50 } }",
                    "  canary: { labels: { version: v2 } }");

            assertThat(table.stable())
                    .isEqualTo(new Lane(
                            "stable",
                            new Membership.Remainder(List.of(new Membership.ByLabels(Labels.of("version", "v2")))),
                            List.of("canary"),
                            new Capacity(1, 50),
                            Carry.CARRIED));
        }

        @Test
        void emptyCollections_areLikeNone() {
            Table table = Documents.table("lanes: {}", "rules: []", "labelPriority: []");

            assertThat(table.gray()).isEmpty();
            assertThat(table.rules().list()).isEmpty();
            assertThat(table.labelPriority()).isEmpty();
        }

        @Test
        void ruleWithoutWhen_claimsEveryRequest() {
            Table table = Documents.table("rules: [{ id: all, to: stable }]");

            assertThat(table.color(FakeRequest.PLAIN, () -> 0))
                    .isEqualTo(new Coloring.Claimed("all", "stable", Carry.CARRIED));
        }

        @Test
        void defaultAsTarget_isStable() {
            Table table = Documents.table("rules: [{ id: all, to: default }, { id: ramp, to: { default: 100% } }]");

            assertThat(table.rules().list().stream().map(Rule::lanes))
                    .containsExactly(List.of("stable"), List.of("stable"));
        }
    }

    @Nested
    class Policies {

        @Test
        @DisplayName("D2: enabled: false colors no request")
        void disabled_colorsNothing() {
            Table table = Documents.table("enabled: false", "unmatched: stable", "rules: [{ id: all, to: stable }]");

            assertThat(table.mode()).isEqualTo(Table.Mode.DISABLED);
            assertThat(table.color(FakeRequest.PLAIN, () -> 0)).isEqualTo(new Coloring.Open());
        }

        @Test
        @DisplayName("R3: unmatched: stable pins what no rule claims")
        void unmatchedStable_pins() {
            Table table =
                    Documents.table("unmatched: stable", "rules: [{ id: qa, when: { attachment.u: qa }, to: stable }]");

            assertThat(table.color(FakeRequest.PLAIN, () -> 0)).isEqualTo(new Coloring.Pinned());
            assertThat(table.color(FakeRequest.with("u", "qa"), () -> 0))
                    .isEqualTo(new Coloring.Claimed("qa", "stable", Carry.CARRIED));
        }

        @Test
        @DisplayName("R3: carry: false on a lane keeps it local")
        void carryFalse_isInTheClaim() {
            Table table = Documents.table(
                    "lanes:",
                    "  canary: { labels: { version: v2 }, carry: false }",
                    "  beta: { labels: { version: v3 }, carry: true }",
                    "rules: [{ id: ramp, to: { canary: 1%, beta: 1%, stable: 98% } }]");

            assertThat(table.gray()).extracting(Lane::carry).containsExactly(Carry.LOCAL, Carry.CARRIED);
            assertThat(table.color(FakeRequest.PLAIN, () -> 99))
                    .isEqualTo(new Coloring.Claimed("ramp", "canary", Carry.LOCAL));
            assertThat(table.color(FakeRequest.PLAIN, () -> 100))
                    .isEqualTo(new Coloring.Claimed("ramp", "beta", Carry.CARRIED));
            assertThat(table.color(FakeRequest.PLAIN, () -> 200))
                    .isEqualTo(new Coloring.Claimed("ramp", "stable", Carry.CARRIED));
        }

        @Test
        @DisplayName("R3: a request that no rule claims stays untagged")
        void unmatchedOpen_leavesOpen() {
            assertThat(Documents.table("unmatched: open").color(FakeRequest.PLAIN, () -> 0))
                    .isEqualTo(new Coloring.Open());
        }
    }

    @Nested
    class OfLanes {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "attachment.user-id",
                    "argument.0.user.id",
                    "label.region",
                    "baggage.user",
                    "header.X-User",
                    "cookie.user",
                    "query.user",
                    "method",
                    "service",
                    "application",
                    "ip"
                })
        void affinity_isOverAnySource(String source) {
            Table table = Documents.table("lanes: { c: { labels: { version: v2 }, affinity: " + source + " } }");

            assertThat(table.gray())
                    .extracting(Lane::affinity)
                    .containsExactly(new Affinity.ByKey(Source.of(source).orElseThrow()));
            assertThat(table.stable().affinity()).isEqualTo(Affinity.NONE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"{ affinity: ip }", "{ labels: { version: v1 }, affinity: ip }"})
        void affinityOfStable_isRead(String stable) {
            Table table = Documents.table("lanes: { stable: " + stable + ", c: { labels: { version: v2 } } }");

            assertThat(table.stable().affinity()).isEqualTo(new Affinity.ByKey(Source.Single.ADDRESS));
            assertThat(table.gray()).extracting(Lane::affinity).containsExactly(Affinity.NONE);
        }
    }

    @Nested
    class When {

        @ParameterizedTest(name = "{0} holds for user {1}: {2}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "attachment.user: 7                        | 7    | true",
                    "attachment.user: 7                        | 07   | false",
                    "attachment.user: 7                        |      | false",
                    "attachment.user: [7, 8]                   | 8    | true",
                    "attachment.user: [7, 8]                   | 9    | false",
                    "attachment.user: [7, 8]                   |      | false",
                    "attachment.user: { in: [7, 8] }           | 7    | true",
                    "attachment.user: { in: [7, 8] }           |      | false",
                    "attachment.user: { prefix: a }            | ab   | true",
                    "attachment.user: { prefix: a }            | ba   | false",
                    "attachment.user: { prefix: a }            |      | false",
                    "attachment.user: { exists: true }         | x    | true",
                    "attachment.user: { exists: true }         |      | false",
                    "attachment.user: { exists: false }        | x    | false",
                    "attachment.user: { exists: false }        |      | true",
                    "attachment.user: { prefix: a, in: [ab] }  | ab   | true",
                    "attachment.user: { prefix: a, in: [ab] }  | ac   | false",
                    "method: greet                             |      | true",
                    "method: { prefix: gr }                    |      | true",
                    "service: io.github.dubbogray.demo.Greeter |      | true",
                    "application: demo-consumer                |      | true",
                    "application: [a, b]                       |      | false"
                })
        void matcher_decides(String entry, String user, boolean holds) {
            Table table = Documents.table("rules:", "  - id: r", "    when:", "      " + entry, "    to: stable");
            FakeRequest request = user == null ? FakeRequest.PLAIN : FakeRequest.with("user", user);

            assertThat(table.color(request, () -> 0) instanceof Coloring.Claimed)
                    .isEqualTo(holds);
        }

        @ParameterizedTest(name = "user {0}, type {1}: {2}")
        @CsvSource({"7, qa, true", "7, dev, false", "8, qa, false", "8, dev, false"})
        void allEntries_mustHold(String user, String type, boolean holds) {
            Table table =
                    Documents.table("rules:", "- { id: r, when: { attachment.u: 7, attachment.t: qa }, to: stable }");

            assertThat(table.color(FakeRequest.with(Map.of("u", user, "t", type)), () -> 0) instanceof Coloring.Claimed)
                    .isEqualTo(holds);
        }
    }

    @Nested
    class Split {

        @ParameterizedTest(name = "{0} is {1} basis points")
        @CsvSource({
            "0%, 0",
            "0.01%, 1",
            "0.1%, 10",
            "1%, 100",
            "12.5%, 1250",
            "33.33%, 3333",
            "100%, 10000",
            "007%, 700"
        })
        void percent_isReadExactly(String percent, int points) {
            String rest = (10_000 - points) / 100 + "." + "%02d".formatted((10_000 - points) % 100) + "%";
            Table table = Documents.table(
                    "lanes: { canary: { labels: { version: v2 } } }",
                    "rules: [{ id: ramp, to: { stable: " + rest + ", canary: " + percent + " } }]");

            long gray = IntStream.range(0, 10_000)
                    .filter(draw -> table.color(FakeRequest.PLAIN, () -> draw)
                            .equals(new Coloring.Claimed("ramp", "canary", Carry.CARRIED)))
                    .count();

            assertThat(gray).isEqualTo(points);
        }

        @Test
        void stickyOverAnySource_isRead() {
            Table table = Documents.table("rules: [{ id: ramp, to: { stable: 100% }, sticky: application }]");

            assertThat(table.color(FakeRequest.PLAIN, () -> {
                        throw new AssertionError("nothing to draw");
                    }))
                    .isEqualTo(new Coloring.Claimed("ramp", "stable", Carry.CARRIED));
        }
    }

    @Nested
    @DisplayName("D1: same text, same table")
    class SameTextSameTable {

        private final Table one = Documents.accepted(DocumentReader.read(APPLICATION, SAMPLE));
        private final Table other = Documents.accepted(DocumentReader.read(APPLICATION, SAMPLE));

        @Test
        void partsThatAreValues_areEqual() {
            assertThat(one).usingRecursiveComparison().ignoringFields("rules").isEqualTo(other);
            assertThat(one.stable()).isEqualTo(other.stable());
            assertThat(one.gray()).isEqualTo(other.gray());
        }

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {5, 6})
        void anyRequest_getsTheSameColoring(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 2_000; i++) {
                int draw = random.nextInt(10_000);
                FakeRequest request = new FakeRequest(
                        Map.of(
                                random.nextBoolean() ? "user-id" : "device-id",
                                Integer.toString(990 + random.nextInt(20)),
                                "x-user-type",
                                random.nextInt(4) == 0 ? "qa" : "dev"),
                        random.nextBoolean() ? "getUser" : "say",
                        "Greeter",
                        "shop");

                assertThat(one.color(request, () -> draw)).isEqualTo(other.color(request, () -> draw));
            }
        }

        @Test
        void revision_namesTheText() {
            assertThat(one.revision()).isEqualTo(other.revision()).isEqualTo(DocumentReader.revisionOf(SAMPLE));
            assertThat(DocumentReader.revisionOf("")).isEqualTo("e3b0c44298fc");
            assertThat(DocumentReader.revisionOf(SAMPLE + "#")).isNotEqualTo(one.revision());
        }

        @Test
        void refusedText_hasItsRevisionAndTheSameProblems() {
            assertThat(DocumentReader.read(APPLICATION, "enabled: maybe\n"))
                    .isEqualTo(new Reading.Refused(
                            DocumentReader.revisionOf("enabled: maybe\n"),
                            List.of(
                                    new Problem(
                                            ProblemKind.MISSING_KEY,
                                            new Place(1, 1),
                                            "",
                                            "the key 'apiVersion' is missing"),
                                    new Problem(
                                            ProblemKind.MISSING_KEY,
                                            new Place(1, 1),
                                            "",
                                            "the key 'application' is missing"),
                                    new Problem(
                                            ProblemKind.WRONG_VALUE,
                                            new Place(1, 10),
                                            "enabled",
                                            "is 'maybe', must be true or false"))));
        }
    }

    @Nested
    class WithoutDataId {

        @Test
        void text_isForTheApplicationItNames() {
            Table named = Documents.accepted(DocumentReader.read(APPLICATION, SAMPLE));
            Table naming = Documents.accepted(DocumentReader.read(SAMPLE));

            assertThat(naming.application()).isEqualTo(APPLICATION);
            assertThat(naming.revision()).isEqualTo(named.revision());
            assertThat(naming.lanes()).isEqualTo(named.lanes());
        }

        @Test
        void textThatNamesNone_isRefusedWithThatProblemOnly() {
            assertThat(DocumentReader.read("apiVersion: dubbo-gray/v1\napplication: ' '\n"))
                    .isEqualTo(new Reading.Refused(
                            DocumentReader.revisionOf("apiVersion: dubbo-gray/v1\napplication: ' '\n"),
                            List.of(new Problem(
                                    ProblemKind.WRONG_VALUE,
                                    new Place(2, 14),
                                    "application",
                                    "is ' ', must be the name of an application"))));
            assertThat(((Reading.Refused) DocumentReader.read("apiVersion: dubbo-gray/v1\n")).problems())
                    .extracting(Problem::kind)
                    .containsExactly(ProblemKind.MISSING_KEY);
        }
    }

    @Nested
    class Spellings {

        @Test
        void json_isRead() {
            String json = "{\"apiVersion\":\"dubbo-gray/v1\",\"application\":\"demo-provider\","
                    + "\"lanes\":{\"canary\":{\"labels\":{\"version\":\"v2\"}}}}";

            assertThat(Documents.accepted(DocumentReader.read(APPLICATION, json))
                            .gray())
                    .extracting(Lane::name)
                    .containsExactly("canary");
        }

        @ParameterizedTest
        @ValueSource(strings = {"1.0", "1.10", "2026-01-01", "0x10", "on", "1_000", "1e3", "True", "'null'", "\"~\""})
        void labelValue_staysAsItWasTyped(String value) {
            String text = value.replaceAll("['\"]", "");
            if (text.equals("~")) {
                assertThat(Documents.problems(
                                APPLICATION, HEAD + "lanes: { c: { labels: { version: " + value + " } } }"))
                        .containsExactly("line 3, column 34: lanes.c.labels.version: is '~', must be a label value: "
                                + "1 to 63 characters of A-Z a-z 0-9 . _ -");
            } else {
                assertThat(Documents.table("lanes: { c: { labels: { version: " + value + " } } }")
                                .gray())
                        .extracting(Lane::members)
                        .containsExactly(new Membership.ByLabels(Labels.of("version", text)));
            }
        }

        @Test
        void byteOrderMark_isIgnored() {
            assertThat(Documents.accepted(DocumentReader.read(APPLICATION, "\ufeff" + HEAD))
                            .application())
                    .isEqualTo(APPLICATION);
            assertThat(Documents.problems(APPLICATION, "\ufeffenable: true\n" + HEAD))
                    .containsExactly(
                            "line 1, column 1: enable: unknown key 'enable'; known here: "
                                    + "apiVersion, application, enabled, failures, labelPriority, lanes, prefer, release, rules, unmatched");
        }

        @Test
        void byteOrderMarkInTheMiddle_isShown() {
            assertThat(Documents.problems(APPLICATION, HEAD + "\ufeffenabled: true\n"))
                    .singleElement()
                    .asString()
                    .startsWith("line 3, column 1: \\uFEFFenabled: unknown key '\\uFEFFenabled'; known here: ");
        }

        @Test
        void windowsLineEnds_keepThePlaces() {
            assertThat(Documents.problems(APPLICATION, (HEAD + "lanes:\n  canary: 1\n").replace("\n", "\r\n")))
                    .containsExactly("line 4, column 11: lanes.canary: is '1', must be a map of keys and values");
        }

        @Test
        void columns_countCharactersNotUtf16Units() {
            assertThat(Documents.problems(APPLICATION, HEAD + "rules: [{ id: \"😀\", to: stable }, 张, x]\n"))
                    .containsExactly(
                            "line 3, column 15: rules[0].id: is '😀', must be a rule id: "
                                    + "1 to 63 characters of A-Z a-z 0-9 . _ -",
                            "line 3, column 34: rules[1]: is '张', must be a map of keys and values",
                            "line 3, column 37: rules[2]: is 'x', must be a map of keys and values");
        }
    }

    @Nested
    class HostileTexts {

        @ParameterizedTest(name = "U+{0}")
        @ValueSource(strings = {"0000", "0007", "001B", "007F", "009F", "FFFE", "D83D"})
        void controlCharacter_isNamedWithItsPlace(String hex) {
            char character = (char) Integer.parseInt(hex, 16);

            assertThat(Documents.problems(APPLICATION, HEAD + "# 😀\n# 😀" + character + "\nenabled: true\n"))
                    .containsExactly("line 4, column 4: not YAML: the character U+" + hex + " is not allowed");
        }

        @Test
        void controlCharacterFarIn_isNamedWithItsPlace() {
            assertThat(Documents.problems(APPLICATION, HEAD + "# 😀 many lines\n".repeat(5_000) + "\u0000"))
                    .containsExactly("line 5003, column 1: not YAML: the character U+0000 is not allowed");
        }

        @Test
        void controlCharacterFirst_isNamedWithItsPlace() {
            assertThat(Documents.problems(APPLICATION, "\u0000"))
                    .containsExactly("line 1, column 1: not YAML: the character U+0000 is not allowed");
        }

        @Test
        void textOfTheGreatestLength_isRead() {
            String text = HEAD + "#\n".repeat(((1 << 20) - HEAD.length()) / 2);

            assertThat(Documents.accepted(DocumentReader.read(APPLICATION, text))
                            .gray())
                    .isEmpty();
        }

        @Test
        void longerText_isRefusedUnread() {
            assertThat(Documents.problems(APPLICATION, HEAD + "#".repeat((1 << 20) - HEAD.length() + 1)))
                    .containsExactly("line 1, column 1: the document has 1048577 characters, at most 1048576 are read");
        }

        @Test
        void longestLineOfBrackets_isRefusedAtTheLimit() {
            assertThat(Documents.problems(APPLICATION, "[".repeat(1 << 17)))
                    .containsExactly("line 1, column 33: maps and lists are nested deeper than 32");
        }

        @Test
        void nestingToTheLimit_isRead() {
            assertThat(Documents.problems(APPLICATION, "[".repeat(32) + "]".repeat(32)))
                    .containsExactly("line 1, column 1: is a list, must be a map of keys and values");
        }

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {31, 32, 33, 34})
        @DisplayName("D1: a text is accepted, or refused with problems whose places are in the text")
        void mutatedSample_neverThrows(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            int accepted = 0;
            for (int i = 0; i < 1_000; i++) {
                String text = mutated(random);

                Reading reading = DocumentReader.read(APPLICATION, text);

                if (reading instanceof Reading.Refused refused) {
                    int lines = text.split("\r\n|[\n\r\u0085\u2028\u2029]", -1).length;
                    assertThat(refused.problems())
                            .isNotEmpty()
                            .isSortedAccordingTo((a, b) -> a.place().compareTo(b.place()));
                    assertThat(refused.problems()).allSatisfy(problem -> {
                        assertThat(problem.place().line()).isBetween(1, lines);
                        assertThat(problem.place().column()).isPositive();
                        assertThat(problem.toString()).doesNotContain("\n", "\r", "null:");
                    });
                } else {
                    accepted++;
                }
            }
            assertThat(accepted).isBetween(1, 960);
        }

        private String mutated(SplittableRandom random) {
            StringBuilder text = new StringBuilder(SAMPLE);
            int edits = 1 + random.nextInt(3);
            for (int i = 0; i < edits; i++) {
                int at = random.nextInt(text.length());
                int end = Math.min(text.length(), at + random.nextInt(8));
                switch (random.nextInt(4)) {
                    case 0 -> text.delete(at, end);
                    case 1 -> text.insert(at, text.substring(at, end));
                    case 2 -> text.setCharAt(at, EDITS.charAt(random.nextInt(EDITS.length())));
                    default -> text.insert(random.nextInt(text.length()), text.substring(at, end));
                }
            }
            return text.toString();
        }
    }
}
