package io.github.dubbogray.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {

    private static final Source USER = Source.Keyed.ATTACHMENT.at("user-id");

    @Nested
    class Matchers {

        @ParameterizedTest
        @CsvSource({"1001, true", "1002, false", "10011, false", "'', false", "' 1001', false"})
        void equal_passesTheVeryValue(String value, boolean passes) {
            assertThat(new Matcher.Equal("1001").matches(value)).isEqualTo(passes);
        }

        @ParameterizedTest
        @CsvSource({"1001, true", "1002, true", "1003, false", "100, false"})
        void oneOf_passesEachOfItsValues(String value, boolean passes) {
            assertThat(new Matcher.OneOf(Set.of("1001", "1002")).matches(value)).isEqualTo(passes);
        }

        @ParameterizedTest
        @CsvSource({"get, true", "getUser, true", "Get, false", "ge, false", "forget, false"})
        void prefix_passesWhatBeginsWithIt(String value, boolean passes) {
            assertThat(new Matcher.Prefix("get").matches(value)).isEqualTo(passes);
        }
    }

    @Nested
    class Matches {

        private final Condition condition = new Condition.Matches(USER, new Matcher.Prefix(""));

        @Test
        void anyValue_passesTheEmptyPrefix() {
            assertThat(condition.holdsFor(FakeRequest.with("user-id", "1001"))).isTrue();
        }

        @Test
        void emptyValue_isAValue() {
            assertThat(condition.holdsFor(FakeRequest.with("user-id", ""))).isTrue();
        }

        @Test
        void absentValue_neverMatches() {
            assertThat(condition.holdsFor(FakeRequest.PLAIN)).isFalse();
        }
    }

    @Nested
    class Existence {

        @Test
        void present_holdsForAnyValue() {
            assertThat(new Condition.Present(USER).holdsFor(FakeRequest.with("user-id", "")))
                    .isTrue();
            assertThat(new Condition.Present(USER).holdsFor(FakeRequest.PLAIN)).isFalse();
        }

        @Test
        void absent_holdsForNoValueOnly() {
            assertThat(new Condition.Absent(USER).holdsFor(FakeRequest.PLAIN)).isTrue();
            assertThat(new Condition.Absent(USER).holdsFor(FakeRequest.with("user-id", "")))
                    .isFalse();
        }
    }

    @Nested
    class All {

        private final Condition condition = new Condition.All(List.of(
                new Condition.Matches(USER, new Matcher.OneOf(Set.of("1001"))),
                new Condition.Matches(Source.Single.METHOD, new Matcher.Prefix("gre"))));

        @Test
        void allParts_mustHold() {
            assertThat(condition.holdsFor(FakeRequest.with("user-id", "1001"))).isTrue();
            assertThat(condition.holdsFor(FakeRequest.with("user-id", "1002"))).isFalse();
            assertThat(condition.holdsFor(new FakeRequest(Map.of("user-id", "1001"), "say", "S", "a")))
                    .isFalse();
        }

        @Test
        void noParts_holdAlways() {
            assertThat(Condition.always().holdsFor(FakeRequest.PLAIN)).isTrue();
        }
    }

    @Nested
    class Explanation {

        private final Condition user = new Condition.Matches(USER, new Matcher.OneOf(Set.of("1002", "1001")));
        private final Condition device = new Condition.Absent(Source.Keyed.ATTACHMENT.at("device-id"));
        private final Condition method = new Condition.Matches(Source.Single.METHOD, new Matcher.Prefix("get"));
        private final Condition all = new Condition.All(List.of(new Condition.All(List.of(user, device)), method));

        @Test
        void firstPartThatFails_isNamed() {
            assertThat(all.firstFailing(FakeRequest.PLAIN)).isEqualTo(user);
            assertThat(all.firstFailing(FakeRequest.with(Map.of("user-id", "1001", "device-id", "d"))))
                    .isEqualTo(device);
            assertThat(all.firstFailing(FakeRequest.with("user-id", "1001"))).isEqualTo(method);
            assertThat(all.firstFailing(new FakeRequest(Map.of("user-id", "1001"), "getUser", "S", "a")))
                    .isNull();
        }

        @Test
        void condition_describesItself() {
            assertThat(all.describe())
                    .isEqualTo("attachment.user-id in [1001, 1002] and attachment.device-id is absent"
                            + " and method begins with get");
            assertThat(new Condition.Present(USER).describe()).isEqualTo("attachment.user-id exists");
            assertThat(new Condition.Matches(USER, new Matcher.Equal("1\n2")).describe())
                    .isEqualTo("attachment.user-id is 1\\u000A2");
            assertThat(Condition.always().describe()).isEqualTo("every request");
        }

        @Test
        void leaf_knowsItsSource() {
            assertThat(List.of(user, device, method))
                    .extracting(
                            condition -> ((Condition.Leaf) condition).source().spelling())
                    .containsExactly("attachment.user-id", "attachment.device-id", "method");
        }
    }

    @Nested
    class Sources {

        private final FakeRequest request = new FakeRequest(Map.of("user-id", "1001"), "greet", "Greeter", "shop");

        @ParameterizedTest
        @CsvSource({"attachment.user-id, 1001", "method, greet", "service, Greeter", "application, shop"})
        void spelling_findsItsValue(String spelling, String value) {
            assertThat(Source.of(spelling).map(source -> source.valueIn(request)))
                    .contains(value);
        }

        @Test
        void absentAttachment_hasNoValue() {
            assertThat(Source.Keyed.ATTACHMENT.at("device-id").valueIn(request)).isNull();
        }

        @ParameterizedTest
        @ValueSource(strings = {"attachment.user-id", "attachment.a.b", "method", "service", "application"})
        void source_spellsItselfAsDocumentsDo(String spelling) {
            assertThat(Source.of(spelling).map(Source::spelling)).contains(spelling);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "attachment",
                    "attachment.",
                    "Method",
                    "header.",
                    "methods",
                    "argument",
                    "argument.",
                    "argument.x",
                    "argument.01",
                    "argument.1000",
                    "argument.0.",
                    "argument.0..a",
                    "argument.0.a.",
                    "ips",
                    "label",
                    "any"
                })
        void otherSpelling_isNoSource(String spelling) {
            assertThat(Source.of(spelling)).isEqualTo(Optional.empty());
        }
    }
}
