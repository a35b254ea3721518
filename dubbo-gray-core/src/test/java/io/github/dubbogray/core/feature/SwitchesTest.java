package io.github.dubbogray.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.Documents;
import io.github.dubbogray.core.document.SwitchDocuments;
import io.github.dubbogray.core.explain.HypotheticalRequest;
import io.github.dubbogray.core.rule.Coloring;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.table.Table;
import java.util.BitSet;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SwitchesTest {

    private static final Variant ON = new Variant("true", new SwitchValue.Truth(true));
    private static final Variant OFF = new Variant("false", new SwitchValue.Truth(false));
    private final Switches switches = SwitchDocuments.switches(
            "feature.user.v2:",
            "  type: boolean",
            "  default: false",
            "  rules:",
            "    - { id: staff, when: { attachment.staff: \"yes\" }, to: true }",
            "    - { id: ramp, to: { true: 10%, false: 90% }, sticky: attachment.user-id }",
            "off: { type: boolean, default: false, enabled: false, rules: [{ id: all, to: true }] }",
            "plain: { type: boolean, default: true }",
            "retries: { type: integer, default: 3 }",
            "gray-only: { type: boolean, default: false, rules: [",
            "  { id: lane, when: { lane: canary }, to: true },",
            "  { id: tag, when: { tag: { prefix: version= } }, to: true },",
            "  { id: label, when: { label.region: sh }, to: true }] }");

    private static int noDraw() {
        throw new AssertionError("nothing is to be drawn");
    }

    private static Request request(String... keysAndValues) {
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new HypotheticalRequest(values);
    }

    @Nested
    @DisplayName("S1: a switch says why: a rule, its default, or an error")
    class Ask {

        private Answer ask(String name, Request request) {
            return switches.ask(name, SwitchType.BOOLEAN, request, SwitchesTest::noDraw);
        }

        @Test
        void ruleForAll_isTargeting() {
            Answer answer = ask("feature.user.v2", request("attachment.staff", "yes"));

            assertThat(answer).isEqualTo(new Answer.Targeted(ON, "staff"));
            assertThat(answer.reason()).isEqualTo(Reason.TARGETING_MATCH);
        }

        @Test
        void ruleForSome_isASplit() {
            Answer answer = ask("feature.user.v2", request("attachment.user-id", "1001"));

            assertThat(answer).isEqualTo(new Answer.Shared(OFF, "ramp"));
            assertThat(answer.reason()).isEqualTo(Reason.SPLIT);
        }

        @Test
        void noRule_isTheDefault() {
            assertThat(ask("plain", request())).isEqualTo(new Answer.Default(ON));
        }

        @Test
        void switchThatIsOff_isItsDefault() {
            Answer answer = ask("off", request());

            assertThat(answer).isEqualTo(new Answer.Disabled(OFF));
            assertThat(answer.reason()).isEqualTo(Reason.DISABLED);
        }

        @Test
        void unknownName_isAnError() {
            Answer answer = ask("feature.user.v3", request());

            assertFailed(
                    answer,
                    Failure.FLAG_NOT_FOUND,
                    "no switch 'feature.user.v3': the document of shop, revision " + switches.revision()
                            + ", has none");
            assertThat(answer.reason()).isEqualTo(Reason.ERROR);
        }

        @Test
        void noDocument_isAnErrorOfEveryName() {
            assertFailed(
                    Switches.none("shop").ask("plain", SwitchType.BOOLEAN, request(), SwitchesTest::noDraw),
                    Failure.FLAG_NOT_FOUND,
                    "no switch 'plain': shop has no document of switches");
        }

        @Test
        void otherType_isAnError() {
            assertFailed(
                    ask("retries", request()),
                    Failure.TYPE_MISMATCH,
                    "switch 'retries' is of type integer, asked for as boolean");
        }

        @Test
        void questionThatThrew_saysWhat() {
            assertFailed(
                    new Answer.Unanswered("plain", new IllegalStateException("destroyed")),
                    Failure.GENERAL,
                    "switch 'plain' cannot be asked: java.lang.IllegalStateException: destroyed");
        }

        private static void assertFailed(Answer answer, Failure failure, String message) {
            assertThat(answer).isInstanceOfSatisfying(Answer.Failed.class, failed -> {
                assertThat(failed.failure()).isEqualTo(failure);
                assertThat(failed.message()).isEqualTo(message);
            });
        }

        @Test
        void integer_doesForANumber() {
            assertThat(switches.ask("retries", SwitchType.NUMBER, request(), SwitchesTest::noDraw))
                    .isEqualTo(new Answer.Default(new Variant("3", new SwitchValue.Whole(3))));
        }

        @ParameterizedTest
        @CsvSource({"lane, canary, lane", "tag, version=v2, tag", "label.region, sh, label"})
        void laneTagAndLabel_areSources(String source, String value, String rule) {
            assertThat(ask("gray-only", request(source, value))).isEqualTo(new Answer.Targeted(ON, rule));
        }

        @Test
        void splitWithoutTheKey_isDrawn() {
            assertThat(switches.ask("feature.user.v2", SwitchType.BOOLEAN, request(), () -> 999))
                    .isEqualTo(new Answer.Shared(ON, "ramp"));
        }
    }

    @Nested
    class IsOn {

        @ParameterizedTest
        @CsvSource({"plain, false, true", "off, true, false", "unknown, true, true", "retries, true, true"})
        void value_orTheCallersDefault(String name, boolean otherwise, boolean expected) {
            assertThat(switches.isOn(name, otherwise, request(), SwitchesTest::noDraw))
                    .isEqualTo(expected);
        }
    }

    @Nested
    @DisplayName("S2: a switch and a route with the same sticky source and salt choose the same users")
    class SameUsers {

        private static final int USERS = 100_000;

        private BitSet chosen(Predicate<Request> choose) {
            BitSet chosen = new BitSet();
            for (int user = 0; user < USERS; user++) {
                if (choose.test(request("attachment.user-id", "user-" + user))) {
                    chosen.set(user);
                }
            }
            return chosen;
        }

        private BitSet routed(String percent, String rest) {
            Table table = Documents.tableOf(
                    "shop",
                    "lanes: { canary: { labels: { version: v2 } } }",
                    "rules: [{ id: ramp, to: { canary: " + percent + ", stable: " + rest
                            + " }, sticky: attachment.user-id }]");
            return chosen(request -> table.color(request, SwitchesTest::noDraw) instanceof Coloring.Claimed claimed
                    && claimed.lane().equals("canary"));
        }

        private BitSet on(String application, String id, String shares) {
            Switches read = SwitchDocuments.switchesOf(
                    application,
                    "s: { type: boolean, default: false, rules: [{ id: " + id + ", to: { " + shares
                            + " }, sticky: attachment.user-id }] }");
            return chosen(request -> read.isOn("s", false, request, SwitchesTest::noDraw));
        }

        @Test
        void tenPercent_areTheUsersOfTheRoute() {
            BitSet routed = routed("10%", "90%");

            assertThat(on("shop", "ramp", "true: 10%, false: 90%")).isEqualTo(routed);
            assertThat(on("shop", "ramp", "false: 90%, true: 10%")).isEqualTo(routed);
            assertThat(routed.cardinality()).isBetween(9_700, 10_300);
        }

        @Test
        void otherIdOrApplication_choosesOthers() {
            BitSet routed = routed("10%", "90%");
            BitSet otherId = on("shop", "ramp-2", "true: 10%, false: 90%");
            BitSet otherApplication = on("cart", "ramp", "true: 10%, false: 90%");
            otherId.and(routed);
            otherApplication.and(routed);

            assertThat(otherId.cardinality()).isBetween(900, 1_100);
            assertThat(otherApplication.cardinality()).isBetween(900, 1_100);
        }

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {31, 32})
        void raising_takesNobodyBack(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            BitSet before = new BitSet();
            for (int points = random.nextInt(1_000); points < 10_000; points += random.nextInt(1, 4_000)) {
                BitSet after =
                        on("shop", "ramp", "true: " + points / 100.0 + "%, false: " + (10_000 - points) / 100.0 + "%");

                before.andNot(after);
                assertThat(before.cardinality()).as("taken back at %s", points).isZero();
                before = after;
            }
        }
    }
}
