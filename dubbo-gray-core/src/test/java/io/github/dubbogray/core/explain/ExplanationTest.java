package io.github.dubbogray.core.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dubbogray.core.document.Documents;
import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.placement.Absence;
import io.github.dubbogray.core.placement.Admission;
import io.github.dubbogray.core.placement.FakeAbsence;
import io.github.dubbogray.core.placement.FakePresence;
import io.github.dubbogray.core.placement.Fleet;
import io.github.dubbogray.core.placement.Fleets;
import io.github.dubbogray.core.placement.Presence;
import io.github.dubbogray.core.rule.Source;
import io.github.dubbogray.core.table.Table;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplanationTest {

    private static final Table TABLE = Documents.table(
            "lanes:",
            "  canary: { labels: { version: v2 } }",
            "  beta: { labels: { version: v3 }, fallback: [], carry: false }",
            "rules:",
            "  - id: qa",
            "    when: { method: { prefix: get }, attachment.type: [qa, dev] }",
            "    to: beta",
            "  - id: ramp",
            "    to: { canary: 90%, stable: 10% }",
            "    sticky: attachment.user-id",
            "  - { id: rest, to: beta }",
            "prefer: [region]");
    private static final String[] INSTANCES = {
        "version=v1", "version=v2,region=sh", "version=v2,region=sh", "version=v2,region=bj", "version=v3"
    };

    private final Fleet<List<Integer>> fleet = Fleets.seenFrom("region=sh", TABLE, INSTANCES);

    @Nested
    class Text {

        @Test
        @DisplayName("R4, P4: rules until the claiming one with what they saw, tiers with counts, instances")
        void stickyRule_isExplainedStepByStep() {
            assertThat(explain(
                                    Map.of("method", "getUser", "attachment.user-id", "1001"),
                                    null,
                                    FakePresence.of(0, 1, 3, 4).andUnreachable(2))
                            .toText())
                    .isEqualTo("""
                            application demo-provider, revision %s, enabled
                            tag: 'canary', by rule ramp
                            rules
                              qa    not claimed: wants attachment.type in [dev, qa]; attachment.type is absent
                              ramp  claimed for canary (bucket 8307 of attachment.user-id '1001')
                              rest  not asked
                            tiers
                              lane canary near region=sh  serves: 2 of 2 present, 1 reachable, needs 1
                              lane canary                 not needed: 3 of 3 present, 2 reachable, needs 1
                              lane stable                 not needed: 1 of 1 present, 1 reachable, needs 1
                            placed on lane canary near region=sh
                            instances
                              1  host1
                              2  host2
                            """.formatted(TABLE.revision()));
        }

        @Test
        void drawnSplit_saysTheNumber() {
            assertThat(explain(Map.of("method", "put"), null, FakePresence.ALL).toText())
                    .contains("  qa    not claimed: wants method begins with get; method is 'put'\n")
                    .contains("  ramp  claimed for stable (drawn 9500)\n");
        }

        @Test
        @DisplayName("R3: a lane that stays local is marked")
        void localLane_isMarked() {
            assertThat(explain(Map.of("method", "getUser", "attachment.type", "qa"), null, FakePresence.ALL)
                            .toText())
                    .contains("  qa    claimed for beta (the rule's only lane), not carried\n");
        }

        @Test
        @DisplayName("R1, P3: with a carried tag no rule is asked; a refusal names every tier")
        void carriedStrictTag_isARefusal() {
            assertThat(explain(Map.of(), "beta", FakePresence.of(0, 1)).toText())
                    .isEqualTo("""
                            application demo-provider, revision %s, enabled
                            tag: 'beta', carried; rules are not asked
                            tiers
                              lane beta  too few: 0 of 1 present, 0 reachable, needs 1
                            no instance of demo-provider may serve tag 'beta': \
                            lane beta has 0 of 1 instances present, needs 1
                            """.formatted(TABLE.revision()));
        }

        @Test
        void alternatives_showWhatEachSaw() {
            Fleet<List<Integer>> either = Fleets.of(
                    Documents.table(
                            "rules:",
                            "  - id: either",
                            "    when:",
                            "      any: [{ attachment.a: x, header.B: y }, { argument.0.user: { exists: false } }]",
                            "    to: stable"),
                    "");

            assertThat(Explanation.of(
                                    either,
                                    new Question(
                                            new HypotheticalRequest(Map.of(
                                                    "attachment.a", "x", "header.b", "z", "argument.0.user.id", "7")),
                                            null,
                                            0),
                                    FakePresence.ALL,
                                    Integer::toString)
                            .toText())
                    .contains("  either  not claimed: wants any of (attachment.a is x and header.B is y or "
                            + "argument.0.user is absent); header.B is 'z', argument.0.user has no text\n");
        }

        @Test
        void spill_showsThePartThatIsTooSmall() {
            assertThat(explain(Map.of(), "canary", FakePresence.of(0, 3)).toText())
                    .contains("  lane canary near region=sh  too few: 0 of 2 present, 0 reachable, needs 1\n")
                    .contains("  lane canary                 serves: 1 of 3 present, 1 reachable, needs 1\n")
                    .endsWith("placed on lane canary\ninstances\n  3  host3\n");
        }

        @Test
        @DisplayName("R1: a malformed tag counts as none, and the explanation says why")
        void malformedTag_isColored() {
            assertThat(explain(Map.of("attachment.user-id", "1001"), "a b", FakePresence.ALL)
                            .toText())
                    .contains("tag: 'canary', by rule ramp; the carried 'a b' is no tag: lane name 'a b' must be ");
        }

        @Test
        @DisplayName("D2: of a disabled document no rule is asked")
        void disabledDocument_asksNobody() {
            Table disabled = Documents.table("enabled: false", "rules: [{ id: all, to: stable }]");

            assertThat(Explanation.of(
                                    Fleets.of(disabled, ""),
                                    new Question(new HypotheticalRequest(Map.of()), null, 0),
                                    FakePresence.ALL,
                                    position -> "host" + position)
                            .toText())
                    .isEqualTo("""
                            application demo-provider, revision %s, disabled
                            tag: none; no rule claims
                            rules
                              all  not asked
                            tiers
                              lane stable  serves: 1 of 1 present, 1 reachable, needs 1
                            placed on lane stable
                            instances
                              0  host0
                            """.formatted(disabled.revision()));
        }

        @Test
        @DisplayName("I4: of several applications every table is asked until one claims, and every plan is shown")
        void severalApplications_areNamed() {
            Fleet<List<Integer>> shared = Fleets.of(
                    Fleets.join(Fleets.instances("order", "version=v1"), Fleets.instances("pay", "", "version=v2")),
                    Documents.tableOf(
                            "order", "rules: [{ id: qa, when: { method: x }, to: stable }]", "unmatched: stable"),
                    Documents.tableOf(
                            "pay",
                            "lanes: { canary: { labels: { version: v2 } } }",
                            "rules: [{ id: all, to: canary }, { id: later, to: stable }]"));

            String text = Explanation.of(
                            shared,
                            new Question(new HypotheticalRequest(Map.of("method", "y")), null, 0),
                            FakePresence.ALL,
                            position -> "host" + position)
                    .toText();

            assertThat(text.substring(text.indexOf("tag:"))).isEqualTo("""
                            tag: 'canary', by rule all
                            rules
                              order qa   not claimed: wants method is x; method is 'y'
                              pay all    claimed for canary (the rule's only lane)
                              pay later  not asked
                            tiers
                              order labels tag=canary  too few: 0 of 0 present, 0 reachable, needs 1
                              order lane stable        not needed: 1 of 1 present, 1 reachable, needs 1
                              pay lane canary          serves: 1 of 1 present, 1 reachable, needs 1
                              pay lane stable          not needed: 1 of 1 present, 1 reachable, needs 1
                            placed on lane canary
                            instances
                              2  host2
                            """);
        }

        @Test
        @DisplayName("R3: what unmatched: stable pins is explained")
        void pinned_isExplained() {
            assertThat(Explanation.of(
                                    Fleets.of(Documents.table("unmatched: stable"), ""),
                                    new Question(new HypotheticalRequest(Map.of()), "", 0),
                                    FakePresence.ALL,
                                    Integer::toString)
                            .toText())
                    .contains("tag: 'stable', because no rule claims and a document pins such requests\ntiers\n");
        }
    }

    @Nested
    class Json {

        @Test
        void stickyRule_isOneObjectWithStableKeys() {
            assertThat(explain(
                                    Map.of("method", "getUser", "attachment.user-id", "1001"),
                                    null,
                                    FakePresence.of(0, 1, 2, 3, 4))
                            .toJson())
                    .isEqualTo(
                            "{\"documents\":[{\"application\":\"demo-provider\",\"revision\":\"" + TABLE.revision()
                                    + "\",\"mode\":\"enabled\"}],"
                                    + "\"tag\":{\"text\":\"canary\",\"origin\":\"colored\"},"
                                    + "\"rules\":[{\"application\":\"demo-provider\",\"rule\":\"qa\",\"answer\":\"not claimed\","
                                    + "\"failed\":\"attachment.type in [dev, qa]\","
                                    + "\"seen\":[{\"source\":\"attachment.type\",\"value\":null}]},"
                                    + "{\"application\":\"demo-provider\",\"rule\":\"ramp\",\"answer\":\"claimed\","
                                    + "\"lane\":\"canary\",\"carry\":\"carried\",\"bucket\":8307,"
                                    + "\"source\":\"attachment.user-id\",\"key\":\"1001\"},"
                                    + "{\"application\":\"demo-provider\",\"rule\":\"rest\",\"answer\":\"not asked\"}],"
                                    + "\"tiers\":[{\"application\":\"demo-provider\",\"tier\":\"lane canary near region=sh\","
                                    + "\"outcome\":\"serves\",\"required\":1,\"present\":2,\"unhealthy\":0,\"reachable\":2,\"out\":0,\"ejected\":0,\"registered\":2},"
                                    + "{\"application\":\"demo-provider\",\"tier\":\"lane canary\","
                                    + "\"outcome\":\"not needed\",\"required\":1,\"present\":3,\"unhealthy\":0,\"reachable\":3,\"out\":0,\"ejected\":0,\"registered\":3},"
                                    + "{\"application\":\"demo-provider\",\"tier\":\"lane stable\","
                                    + "\"outcome\":\"not needed\",\"required\":1,\"present\":1,\"unhealthy\":0,\"reachable\":1,\"out\":0,\"ejected\":0,\"registered\":1}],"
                                    + "\"placement\":{\"outcome\":\"placed\","
                                    + "\"sentence\":\"placed on lane canary near region=sh\"},"
                                    + "\"instances\":[{\"position\":1,\"name\":\"host1\"},{\"position\":2,\"name\":\"host2\"}]}");
        }

        @Test
        void otherAnswers_haveTheirOwnKeys() {
            assertThat(explain(Map.of("method", "put"), null, FakePresence.ALL).toJson())
                    .contains("\"lane\":\"stable\",\"carry\":\"carried\",\"draw\":9500}");
            assertThat(explain(Map.of(), "beta", FakePresence.of(0)).toJson())
                    .contains("\"tag\":{\"text\":\"beta\",\"origin\":\"carried\"},\"rules\":[]")
                    .contains("\"outcome\":\"refused\"");
            assertThat(explain(Map.of(), "a b", FakePresence.of(0)).toJson())
                    .contains("\"origin\":\"colored\",\"malformed\":\"a b\",\"reason\":\"lane name");
            assertThat(explain(Map.of(), "canary", FakePresence.of(0)).toJson()).contains("\"outcome\":\"fell back\"");
        }
    }

    @Nested
    @DisplayName("P5, P3: of a tripped lane an explanation says what the placement says")
    class Tripped {

        private final Fleet<List<Integer>> tripped = of(FakeAbsence.TRIPPED);

        private static Fleet<List<Integer>> of(Absence absence) {
            return Fleet.of(
                    Fleets.instances("demo-provider", INSTANCES),
                    Labels.NONE,
                    name -> TABLE,
                    absence,
                    Fleets::positions);
        }

        private static Explanation explain(Fleet<?> fleet, String tag, Admission admission) {
            return Explanation.of(
                    fleet,
                    new Question(new HypotheticalRequest(Map.of()), tag, 0),
                    admission,
                    FakePresence.ALL,
                    position -> "host" + position);
        }

        @Test
        void text_namesTheTripInsteadOfCounts() {
            assertThat(explain(tripped, "canary", Admission.NOWHERE).toText())
                    .isEqualTo("""
                    application demo-provider, revision %s, enabled
                    tag: 'canary', carried; rules are not asked
                    tiers
                      lane canary  too few: %s
                      lane stable  serves: 1 of 1 present, 1 reachable, needs 1
                    fell back from lane canary to lane stable: %2$s
                    instances
                      0  host0
                    """.formatted(TABLE.revision(), FakeAbsence.TRIP));
        }

        @Test
        void textOfLabels_hasCountsAndTheTrip() {
            assertThat(explain(tripped, "version=v2", Admission.NOWHERE).toText())
                    .contains("  labels version=v2  too few: 0 of 3 present, 3 ejected, 0 reachable, needs 1, as "
                            + FakeAbsence.TRIP + "\n");
        }

        @Test
        void json_hasTheTripAsAKeyOfTheTier() {
            assertThat(explain(tripped, "canary", Admission.NOWHERE).toJson())
                    .contains("{\"application\":\"demo-provider\",\"tier\":\"lane canary\",\"outcome\":\"too few\","
                            + "\"required\":1,\"present\":0,\"unhealthy\":0,\"reachable\":0,\"out\":0,\"ejected\":3,"
                            + "\"registered\":3,\"trip\":\"" + FakeAbsence.TRIP + "\"},"
                            + "{\"application\":\"demo-provider\",\"tier\":\"lane stable\",")
                    .contains("\"sentence\":\"fell back from lane canary to lane stable: " + FakeAbsence.TRIP + "\"");
        }

        @Test
        @DisplayName("P5, H4: of a lane that returns it depends on whether the request is admitted")
        void returningLane_dependsOnAdmission() {
            Fleet<List<Integer>> returning = of(FakeAbsence.returning(3));

            assertThat(explain(returning, "canary", (application, lane) -> true).toText())
                    .contains("  lane canary  serves: 2 of 3 present, 1 ejected, 2 reachable, needs 1\n")
                    .contains("placed on lane canary\n");
            assertThat(explain(returning, "canary", Admission.NOWHERE).toText())
                    .contains("  lane canary  too few: " + FakeAbsence.RETURN + "\n")
                    .contains("fell back from lane canary to lane stable: " + FakeAbsence.RETURN + "\n");
        }
    }

    @Nested
    class Questions {

        @ParameterizedTest
        @ValueSource(ints = {-1, 10_000})
        void drawOutOfRange_isRefused(int draw) {
            assertThatThrownBy(() -> new Question(new HypotheticalRequest(Map.of()), null, draw))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("draw is " + draw + ", must be 0 to 9999");
        }

        @Test
        void hypotheticalRequest_answersBySpelling() {
            HypotheticalRequest request = new HypotheticalRequest(
                    Map.of("attachment.a", "1", "method", "m", "service", "s", "application", "c"));

            assertThat(request.attachment("a")).isEqualTo("1");
            assertThat(request.attachment("b")).isNull();
            assertThat(List.of(request.method(), request.service(), request.application()))
                    .isEqualTo(List.of("m", "s", "c"));
            assertThat(new HypotheticalRequest(Map.of()).method()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "attachment.a",
                    "method",
                    "service",
                    "application",
                    "ip",
                    "label.region",
                    "baggage.b",
                    "header.X-User",
                    "cookie.c",
                    "query.q",
                    "argument.0",
                    "argument.1.user.id"
                })
        void everySource_findsItsValue(String source) {
            HypotheticalRequest request = new HypotheticalRequest(Map.of(source, "v"));

            assertThat(Source.of(source).orElseThrow().valueIn(request)).isEqualTo("v");
            assertThat(Source.of("argument.2").orElseThrow().isIn(request)).isFalse();
        }

        @Test
        void emptyFleet_cannotBeExplained() {
            assertThatThrownBy(() -> Explanation.of(
                            Fleets.of(List.of()),
                            new Question(new HypotheticalRequest(Map.of()), null, 0),
                            FakePresence.ALL,
                            Integer::toString))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private Explanation explain(Map<String, String> values, @Nullable String tag, Presence presence) {
        return Explanation.of(
                fleet,
                new Question(new HypotheticalRequest(values), tag, 9_500),
                presence,
                position -> "host" + position);
    }
}
