package io.github.dubbogray.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.yaml.Place;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told about a document that is accepted all the same. */
class RemarksTest {

    private static final String LANES = "lanes: { canary: { labels: { version: v2 } } }";

    @Nested
    class Rules {

        @Test
        void ruleBehindOneWithoutCondition_isUnreachable() {
            assertThat(remarks(
                            LANES,
                            "rules:",
                            "- { id: all, to: stable }",
                            "- { id: qa, when: { label.l: a }, to: canary }",
                            "- { id: last, when: {}, to: canary }"))
                    .containsExactly(
                            "line 6, column 3: warning: rules[1]: is never asked: rule 'all' at line 5, column 3 "
                                    + "claims every request; move that one to the end or delete this one",
                            "line 7, column 3: warning: rules[2]: is never asked: rule 'all' at line 5, column 3 "
                                    + "claims every request; move that one to the end or delete this one");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{ label.l: [a, b] }",
                    "{ label.l: a }",
                    "{ label.l: a, method: greet }",
                    "{ any: [{ label.l: a }, { label.l: b, method: m }] }"
                })
        void ruleBehindAWeakerOne_isShadowed(String when) {
            assertThat(remarks(
                            LANES,
                            "rules:",
                            "  - id: first",
                            "    when: { label.l: [a, b] }",
                            "    to: canary",
                            "  - id: second",
                            "    when: " + when,
                            "    to: stable"))
                    .containsExactly(
                            "line 8, column 5: warning: rules[1]: never claims a request: rule 'first' at line 5, column 5 "
                                    + "claims all that this one could; put this one first or delete it");
        }

        @Test
        void rulesThatOverlap_areFine() {
            assertThat(remarks(
                            LANES,
                            "rules:",
                            "- { id: a, when: { label.l: [a, b] }, to: canary }",
                            "- { id: b, when: { label.l: [b, c] }, to: stable }",
                            "- { id: c, to: canary }"))
                    .isEmpty();
        }

        @Test
        void sharesOfEverythingAndNothing_areHinted() {
            assertThat(remarks(
                            "lanes: { canary: { labels: { version: v2 } }, beta: { labels: { version: v3 } } }",
                            "rules:",
                            "- { id: a, when: { label.l: a }, to: { canary: 100%, stable: 0% } }",
                            "- { id: b, to: { canary: 0%, beta: 1%, stable: 99% } }"))
                    .containsExactly(
                            "line 5, column 48: hint: rules[0].to.canary: 100% is every request; "
                                    + "'to: canary' says the same",
                            "line 6, column 26: hint: rules[1].to.canary: 0% is never; "
                                    + "leave the lane out, or raise its share");
        }

        @Test
        @DisplayName("H4: a sticky key says by what a lane comes back, so a share of everything may have one")
        void shareOfEverythingWithAStickyKey_isFine() {
            assertThat(remarks(
                            "lanes: { canary: { labels: { version: v2 } } }",
                            "rules:",
                            "- { id: a, to: { canary: 100%, stable: 0% }, sticky: attachment.user-id }"))
                    .isEmpty();
        }
    }

    @Nested
    class Lanes {

        private static final String ALL = "rules: [{ id: r, to: { a: 10%, b: 20%, c: 30%, stable: 40% } }]";

        @Test
        void fallbacksInACircle_areTold() {
            assertThat(remarks(
                            "lanes:",
                            "  a: { labels: { v: a }, fallback: [b] }",
                            "  b: { labels: { v: b }, fallback: [c, a] }",
                            "  c: { labels: { v: c }, fallback: [b, stable] }",
                            ALL))
                    .containsExactly(
                            "line 4, column 3: warning: lanes.a: falls back in a circle: a → b → a; "
                                    + "fallbacks of a fallback are not followed, so list every lane to try, in order",
                            "line 5, column 3: warning: lanes.b: falls back in a circle: b → c → b; "
                                    + "fallbacks of a fallback are not followed, so list every lane to try, in order");
        }

        @Test
        void longCircle_isToldOnce() {
            assertThat(remarks(
                            "lanes:",
                            "  a: { labels: { v: a }, fallback: [c] }",
                            "  b: { labels: { v: b }, fallback: [a] }",
                            "  c: { labels: { v: c }, fallback: [b] }",
                            ALL))
                    .containsExactly("line 4, column 3: warning: lanes.a: falls back in a circle: a → c → b → a; "
                            + "fallbacks of a fallback are not followed, so list every lane to try, in order");
        }

        @Test
        void circleThroughStable_isFine() {
            assertThat(remarks(
                            "lanes:",
                            "  stable: { fallback: [a] }",
                            "  a: { labels: { v: a }, fallback: [default] }",
                            "rules: [{ id: r, to: a }]"))
                    .isEmpty();
        }

        @Test
        void sameLabels_areTold() {
            assertThat(remarks(
                            "lanes:",
                            "  stable: { labels: { v: s } }",
                            "  a: { labels: { v: a, w: b } }",
                            "  b: { labels: { w: b, v: a } }",
                            "rules: [{ id: r, to: { a: 10%, b: 20%, stable: 70% } }]"))
                    .containsExactly("line 6, column 3: warning: lanes.b: has the same labels as lane a, "
                            + "so both have the same instances; give one of them another label");
        }

        @ParameterizedTest(name = "stable {0}, a {1}: {2}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "{ v: s }           | { v: a }         | ''",
                    "{ v: s, env: gray} | { v: a, w: x }   | ''",
                    "{ v: s }           | { v: s }         | warning: lanes.a: holds every instance that has stable's labels, so that stable has none and requests without a tag are refused; give it a label that stable does not have",
                    "{ v: s, w: x }     | { v: s }         | warning: lanes.a: holds every instance that has stable's labels, so that stable has none and requests without a tag are refused; give it a label that stable does not have",
                    "{ v: s }           | { v: s, w: x }   | hint: lanes.a: all its instances have stable's labels too; they are gray, so requests without a tag do not reach them; lanes.stable.includeGray: true would let them",
                    "{ v: s }           | { env: gray }    | hint: lanes.a: an instance may have its labels and stable's; such a one is gray, so requests without a tag do not reach it; lanes.stable.includeGray: true would let them",
                    "{ v: s, r: sh }    | { v: s, w: x }   | hint: lanes.a: an instance may have its labels and stable's; such a one is gray, so requests without a tag do not reach it; lanes.stable.includeGray: true would let them",
                })
        @DisplayName("P2: what a gray lane takes from stable is told")
        void instancesThatStableLoses_areTold(String stable, String gray, String told) {
            assertThat(remarks(
                            "lanes:",
                            "  stable: { labels: " + stable + " }",
                            "  a: { labels: " + gray + " }",
                            "rules: [{ id: r, to: a }]"))
                    .isEqualTo(told.isEmpty() ? List.of() : List.of("line 5, column 3: " + told));
        }

        @ParameterizedTest(name = "stable {0}, a {1}: {2}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "{ v: s }           | { v: a }         | ''",
                    "{ v: s }           | { v: s }         | has the same labels as stable, so both have the same instances; give one of them another label",
                    "{ v: s, w: x }     | { v: s }         | all stable instances are in this lane too, so its requests reach them; give it a label that stable does not have",
                    "{ v: s }           | { v: s, w: x }   | all its instances are stable too, so requests without a tag reach them; leave lanes.stable.includeGray out if they should not",
                    "{ v: s }           | { env: gray }    | an instance may have its labels and stable's; such a one gets requests without a tag; leave lanes.stable.includeGray out if it should not",
                })
        void instancesThatStableShares_areTold(String stable, String gray, String told) {
            assertThat(remarks(
                            "lanes:",
                            "  stable: { labels: " + stable + ", includeGray: true }",
                            "  a: { labels: " + gray + " }",
                            "rules: [{ id: r, to: a }]"))
                    .isEqualTo(told.isEmpty() ? List.of() : List.of("line 5, column 3: warning: lanes.a: " + told));
        }

        @Test
        void laneThatNoRuleNames_isHinted() {
            assertThat(remarks(LANES))
                    .containsExactly("line 3, column 10: hint: lanes.canary: no rule gives this lane; "
                            + "only tags and fallbacks lead to it");
        }
    }

    @Nested
    class Cap {

        @Test
        void errorsPast200_areCounted() {
            String lines =
                    IntStream.range(0, 300).mapToObj(i -> "key" + i + ": 1").collect(Collectors.joining("\n"));
            List<Problem> problems = ((Reading.Refused) DocumentReader.read("demo-provider", lines)).problems();

            assertThat(problems).hasSize(201);
            assertThat(problems.get(200))
                    .isEqualTo(new Problem(
                            ProblemKind.MORE_ERRORS,
                            new Place(199, 1),
                            "",
                            "from here on 102 more; mend those above and read again"));
        }

        @Test
        void remarksPast200_areCounted() {
            String[] lines = IntStream.range(0, 250)
                    .mapToObj(i -> (i == 0 ? "rules:\n" : "") + "- { id: r" + i + ", to: stable }")
                    .toArray(String[]::new);

            assertThat(remarks(lines))
                    .hasSize(201)
                    .last()
                    .isEqualTo("line 205, column 3: warning: from here on 49 more; mend those above and read again");
        }

        @Test
        void refusedDocument_hasErrorsOnly() {
            assertThat(Documents.problems(
                            "demo-provider",
                            "apiVersion: dubbo-gray/v1\napplication: demo-provider\n" + LANES + "\nunmatched: no\n"))
                    .containsExactly("line 4, column 12: unmatched: is 'no', must be open or stable");
        }
    }

    private static List<String> remarks(String... lines) {
        Reading reading = DocumentReader.read(
                "demo-provider",
                "apiVersion: dubbo-gray/v1\napplication: demo-provider\n" + String.join("\n", lines) + "\n");
        assertThat(reading).isInstanceOf(Reading.Accepted.class);
        return ((Reading.Accepted) reading)
                .remarks().stream().map(Problem::toString).toList();
    }
}
