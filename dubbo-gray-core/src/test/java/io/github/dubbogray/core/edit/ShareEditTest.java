package io.github.dubbogray.core.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Problem;
import io.github.dubbogray.core.document.ProblemKind;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.document.yaml.Place;
import io.github.dubbogray.core.document.yaml.YamlText;
import io.github.dubbogray.core.rule.Coloring;
import io.github.dubbogray.core.rule.FakeRequest;
import io.github.dubbogray.core.table.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShareEditTest {

    private static final ShareEdit CANARY_TO_20 = ShareEdit.of("canary", "20%");
    private static final String HEAD = RampedDocuments.HEAD + RampedDocuments.LANES;

    @Nested
    class Texts {

        private static final Map<String, MarkedText> DOCUMENTS = RampedDocuments.all();

        static Set<String> names() {
            return DOCUMENTS.keySet();
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("names")
        void onlyTheCharactersOfTheShares_change(String name) {
            MarkedText document = DOCUMENTS.get(name);

            EditResult.Edited edited = edited(CANARY_TO_20, document.before());

            assertThat(edited.text()).isEqualTo(document.after());
            assertThat(edited.replacements().stream().map(MarkedText.Change::of))
                    .isEqualTo(document.changes());
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("names")
        void theSameShareAgain_changesNothing(String name) {
            assertThat(CANARY_TO_20.appliedTo(DOCUMENTS.get(name).after()))
                    .isInstanceOfSatisfying(
                            EditResult.Unchanged.class,
                            unchanged -> assertThat(unchanged.reason())
                                    .matches("lane 'canary' in rule '.*' has 20% already"));
        }

        @Test
        void documents_areEnough() {
            assertThat(DOCUMENTS).hasSizeGreaterThan(50);
        }
    }

    @Nested
    class Shares {

        @ParameterizedTest(name = "{0}")
        @CsvSource({
            "0%, 0%, 100%",
            "0.01%, 0.01%, 99.99%",
            "5%, 5%, 95%",
            "12.5%, 12.5%, 87.5%",
            "033.30%, 33.3%, 66.7%",
            "99.99%, 99.99%, 0.01%",
            "100%, 100%, 0%"
        })
        void newOnes_areWrittenAsShortAsCanBe(String wanted, String canary, String stable) {
            String text = HEAD + "rules: [ { id: ramp, to: { canary: 10%, stable: 90% } } ]\n";

            assertThat(edited(ShareEdit.of("canary", wanted), text).text())
                    .isEqualTo(
                            HEAD + "rules: [ { id: ramp, to: { canary: " + canary + ", stable: " + stable + " } } ]\n");
        }

        @ParameterizedTest
        @ValueSource(strings = {"stable", "default"})
        void ofStable_takesFromTheOtherOfTwo(String name) {
            String text = HEAD + "rules: [ { id: ramp, to: { canary: 10%, stable: 90% } } ]\n";

            assertThat(edited(ShareEdit.of(name, "75%"), text).text())
                    .isEqualTo(HEAD + "rules: [ { id: ramp, to: { canary: 25%, stable: 75% } } ]\n");
        }

        @Test
        void ofARuleThatIsNamed_areThoseOfThatRule() {
            String rules = """
                    rules:
                      - { id: a, when: { method: get }, to: { canary: 10%, stable: 90% } }
                      - { id: b, to: { canary: 10%, stable: 90% } }
                    """;

            assertThat(edited(CANARY_TO_20.inRule("a"), HEAD + rules).text())
                    .isEqualTo(HEAD + rules.replaceFirst("canary: 10%, stable: 90%", "canary: 20%, stable: 80%"));
            assertThat(edited(CANARY_TO_20.inRule("b"), HEAD + rules).text())
                    .isEqualTo(HEAD
                            + rules.replace("b, to: { canary: 10%, stable: 90%", "b, to: { canary: 20%, stable: 80%"));
        }

        @Test
        void thatAreTheSame_areSaidWithTheirPlace() {
            assertThat(ShareEdit.of("canary", "10.00%")
                            .appliedTo(HEAD + "rules: [ { id: ramp, to: { canary: 10.0%, stable: 90% } } ]\n"))
                    .isEqualTo(
                            new EditResult.Unchanged(new Place(7, 36), "lane 'canary' in rule 'ramp' has 10% already"));
        }

        @Test
        void replacements_haveTheirPlaces() {
            String text = HEAD
                    + "rules:\n  - id: ramp # \uD83D\uDE80\n    to: { \"canary\": \"10%\",\n          stable: 90% }\n";

            EditResult.Edited edited = edited(CANARY_TO_20, text);

            assertThat(edited.replacements())
                    .containsExactly(
                            new Replacement(new Place(9, 21), text.indexOf("10%"), "10%", "20%"),
                            new Replacement(new Place(10, 19), text.indexOf("90%"), "90%", "80%"));
            assertThat(edited.replacements().get(0)).hasToString("line 9, column 21: 10% becomes 20%");
        }
    }

    @Nested
    class Users {

        @ParameterizedTest(name = "{0}")
        @ValueSource(
                strings = {
                    "{ canary: 0%, stable: 100% }",
                    "{ stable: 100%, canary: 0% }",
                    "{ canary: 0%, beta: 100% }",
                    "{ beta: 100%, canary: 0% }",
                    "{ canary: 0%, beta: 10%, stable: 90% }",
                    "{ beta: 10%, canary: 0%, stable: 90% }"
                })
        @DisplayName("R4: raising takes nobody back, lowering brings nobody in")
        void raisedLane_keepsItsUsers(String split) {
            String text = HEAD + "rules: [ { id: ramp, to: " + split + ", sticky: attachment.user-id } ]\n";
            Set<Integer> before = Set.of();
            for (String share : List.of("1%", "33.33%", "90%")) {
                text = edited(ShareEdit.of("canary", share), text).text();
                Set<Integer> now = usersOf("canary", text);
                assertThat(now).containsAll(before).hasSizeGreaterThan(before.size());
                before = now;
            }
            assertThat(before)
                    .containsAll(usersOf("canary", edited(CANARY_TO_20, text).text()));
        }

        private static Set<Integer> usersOf(String lane, String text) {
            Table table = ((Reading.Accepted) DocumentReader.read(text)).table();
            return IntStream.range(0, 1_000)
                    .filter(user -> table.color(FakeRequest.with("user-id", "u" + user), () -> 0)
                                    instanceof Coloring.Claimed claimed
                            && claimed.lane().equals(lane))
                    .boxed()
                    .collect(Collectors.toSet());
        }
    }

    @Nested
    class Refusals {

        @Test
        void textWithErrors_isNotEdited() {
            assertThat(CANARY_TO_20.appliedTo(HEAD + "rules: [ { id: ramp, to: { canary: 10%, stable: 80% } } ]\n"))
                    .isEqualTo(new EditResult.Refused(
                            new Place(7, 26),
                            "the document has errors, so it cannot be edited; mend them, or take an earlier text",
                            List.of(new Problem(
                                    ProblemKind.SHARES_SUM,
                                    new Place(7, 26),
                                    "rules[0].to",
                                    "shares add up to 90%, must be 100%"))));
        }

        @ParameterizedTest(name = "{1}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "rules:;- &r { id: a, when: { method: get }, to: { canary: 10%, stable: 90% } };- *r"
                            + "| line 8, column 3: anchors and aliases are not allowed: &r",
                    "rules:;- { id: a, when: { method: get }, to: &s { canary: 10%, stable: 90% } };- { id: b, to: *s }"
                            + "| line 8, column 39: anchors and aliases are not allowed: &s",
                    "rules:;- { id: a, to: { canary: &p 10%, stable: 90% } }"
                            + "| line 8, column 26: anchors and aliases are not allowed: &p",
                    "rules:;- { id: a, to: { canary: 10%, stable: *p } }"
                            + "| line 8, column 39: anchors and aliases are not allowed: *p",
                    "rules:;- { id: a, to: { <<: *s, stable: 90% } }"
                            + "| line 8, column 22: anchors and aliases are not allowed: *s",
                    "rules:;- { id: a, to: { canary: !!str 10%, stable: 90% } }"
                            + "| line 8, column 26: explicit types are not allowed: !!str",
                    "rules:;- { id: a, to: { canary: 10%, stable: 90% } };---;a: b"
                            + "| line 9, column 1: a second document begins here; a text holds one",
                    "rules:;- { id: a, to: { canary: 10%, canary: 90% } }"
                            + "| line 8, column 31: the key 'canary' is there twice, first at line 8, column 18"
                })
        void whatDocumentsMayNotHave_isNamedWithItsPlace(String lines, String problem) {
            assertThat(refused(CANARY_TO_20, HEAD + lines.replace(';', '\n') + "\n")
                            .problems())
                    .extracting(Problem::toString)
                    .contains(problem);
        }

        @ParameterizedTest(name = "{0}: {1} {2} {3}")
        @CsvSource(
                delimiter = '|',
                nullValues = "-",
                value = {
                    "no rules | canary | 20% | - | line 1, column 1: no rule has a share for lane 'canary'",
                    "a: canary | canary | 20% | - |"
                            + "line 7, column 1: no rule has a share for lane 'canary'; everything goes to it in a (line 8, column 3)",
                    "a: { canary: 10%, stable: 90% } | gamma | 20% | - |"
                            + "line 3, column 1: lane 'gamma' is not declared; declared are beta, canary, stable",
                    "a: { canary: 10%, stable: 90% } | beta | 20% | - | line 7, column 1: no rule has a share for lane 'beta'",
                    "a: { canary: 10%, stable: 90% }; b: { canary: 1%, beta: 99% } | canary | 20% | - |"
                            + "line 8, column 3: 2 rules have a share for lane 'canary', name one: a (line 8, column 3), b (line 9, column 3)",
                    "a: { canary: 10%, stable: 90% } | canary | 20% | b |"
                            + "line 7, column 1: there is no rule 'b'; lane 'canary' has a share in a (line 8, column 3)",
                    "a: canary | beta | 20% | b | line 7, column 1: there is no rule 'b'",
                    "a: canary; b: { canary: 10%, stable: 90% } | canary | 20% | a |"
                            + "line 8, column 3: rule 'a' has no share for lane 'canary', its target is canary; write the share by hand",
                    "a: { canary: 10%, stable: 90% } | beta | 20% | a |"
                            + "line 8, column 3: rule 'a' has no share for lane 'beta', its target is canary 10%, stable 90%; write the share by hand",
                    "a: { canary: 100% } | canary | 20% | - |"
                            + "line 8, column 26: lane 'canary' in rule 'a' has everything; write by hand which lane gets the other 80%",
                    "a: { canary: 10%, beta: 15%, stable: 75% } | canary | 85.01% | - |"
                            + "line 8, column 26: lane 'canary' in rule 'a' can have 85% at most, then stable has nothing left; lower another lane first",
                    "a: { canary: 10%, beta: 15%, stable: 75% } | stable | 80% | - |"
                            + "line 8, column 50: lane 'stable' in rule 'a' has what the other lanes leave; move the share of one of those"
                })
        void whatIsNotPlain_isNamedWithItsPlace(String rules, String lane, String share, String rule, String refusal) {
            String text = HEAD;
            if (!rules.equals("no rules")) {
                text += "rules:\n";
                for (String line : rules.split("; ", -1)) {
                    String[] idAndTarget = line.split(": ", 2);
                    text += "- { id: " + idAndTarget[0] + ", to: " + idAndTarget[1] + " }\n";
                }
            }

            assertThat(refused(new ShareEdit(lane, share, rule), text)).hasToString(refusal);
        }

        @Test
        void threeLanesWithoutStable_areLeftToTheOperator() {
            String lanes = RampedDocuments.LANES + "  gamma: { labels: { version: v4 } }\n";

            assertThat(refused(
                            CANARY_TO_20,
                            RampedDocuments.HEAD + lanes
                                    + "rules: [ { id: a, to: { canary: 10%, beta: 40%, gamma: 50% } } ]\n"))
                    .hasToString(
                            "line 8, column 33: lane 'canary' in rule 'a' is one of 3 lanes, and stable is none of them,"
                                    + " which would take the difference; write the shares by hand");
        }

        @ParameterizedTest
        @ValueSource(strings = {"20", "", "101%", "-1%", "1.234%", "20 %", "20%, stable: 80%", "٢٠%"})
        void shareThatIsNone_isNamed(String share) {
            assertThat(refused(
                            ShareEdit.of("canary", share),
                            HEAD + "rules: [ { id: a, to: { canary: 10%, stable: 90% } } ]"))
                    .hasToString("line 7, column 33: the share '" + share
                            + "' must be a percentage from 0% to 100% with up to two decimals, as 12.5%");
        }

        @Test
        void manyCandidates_areCounted() {
            String rules = IntStream.range(10, 40)
                    .mapToObj(i -> "- { id: r" + i + ", to: { canary: 10%, stable: 90% } }\n")
                    .collect(Collectors.joining());

            assertThat(refused(CANARY_TO_20, HEAD + "rules:\n" + rules).reason())
                    .startsWith("30 rules have a share for lane 'canary', name one: r10 (line 8, column 3), r11 (")
                    .endsWith("r29 (line 27, column 3) and 10 more");
        }

        @Test
        void textThatWouldGrowTooLong_staysWhatItIs() {
            String text = HEAD + "rules: [ { id: a, to: { canary: 10%, stable: 90% } } ]\n";
            String longest = text + MarkedText.comments(YamlText.MAX_LENGTH - text.length());

            EditResult.Refused refused = refused(ShareEdit.of("canary", "12.5%"), longest);

            assertThat(refused.reason()).isEqualTo("the edited text would be refused");
            assertThat(refused.problems())
                    .singleElement()
                    .hasToString("line 1, column 1: the document has 1048580 characters, at most 1048576 are read");
            assertThat(edited(CANARY_TO_20, longest).text()).hasSize(YamlText.MAX_LENGTH);
        }
    }

    private static EditResult.Edited edited(Edit edit, String text) {
        EditResult result = edit.appliedTo(text);
        assertThat(result).isInstanceOf(EditResult.Edited.class);
        return (EditResult.Edited) result;
    }

    private static EditResult.Refused refused(Edit edit, String text) {
        EditResult result = edit.appliedTo(text);
        assertThat(result).isInstanceOf(EditResult.Refused.class);
        return (EditResult.Refused) result;
    }
}
