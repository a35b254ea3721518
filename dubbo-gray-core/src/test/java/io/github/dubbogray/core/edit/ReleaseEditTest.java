package io.github.dubbogray.core.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.rule.Rule;
import io.github.dubbogray.core.rule.Share;
import io.github.dubbogray.core.table.ReleaseMark;
import io.github.dubbogray.core.table.Table;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReleaseEditTest {

    private static final ReleaseMark FIRST = new ReleaseMark.OfStep("r-1", 1);
    private static final ReleaseMark SECOND = new ReleaseMark.OfStep("r-1", 2);
    private static final String HEAD = RampedDocuments.HEAD;
    private static final String REST =
            RampedDocuments.LANES + "rules: [ { id: ramp, to: { canary: 10%, stable: 90% } } ]\n";

    @Nested
    class Texts {

        private static final Map<String, MarkedText> DOCUMENTS = RampedDocuments.all();

        static Set<String> names() {
            return DOCUMENTS.keySet();
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("names")
        void shareAndMark_comeInOneText(String name) {
            String before = DOCUMENTS.get(name).before();
            String rule = ruleIn(before);

            Table marked = tableOf(edited(new ReleaseEdit("canary", rule, 2_000, FIRST), before));

            assertThat(marked.release()).isEqualTo(FIRST);
            assertThat(marked.rules().list().stream()
                            .filter(found -> found.id().equals(rule))
                            .flatMap(found -> found.target().shares().stream()))
                    .contains(new Share("canary", 2_000));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("names")
        void markThatCameAndWent_leavesTheTextAsTheShareAloneWould(String name) {
            String rule = ruleIn(DOCUMENTS.get(name).before());
            String text = DOCUMENTS.get(name).before();
            text = edited(new ReleaseEdit("canary", rule, 2_000, FIRST), text);
            text = edited(new ReleaseEdit("canary", rule, 2_000, SECOND), text);

            assertThat(edited(new ReleaseEdit("canary", rule, 2_000, ReleaseMark.NONE), text))
                    .isEqualTo(DOCUMENTS.get(name).after());
        }

        private static String ruleIn(String text) {
            return tableOf(text).rules().list().stream()
                    .filter(rule -> rule.target().shares().size() > 1
                            && rule.target().lanes().contains("canary"))
                    .map(Rule::id)
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Nested
    class Marks {

        @Test
        void ofTheNextStep_changesTwoValues() {
            String text = HEAD + "release: { id: r-1, step: 1 } # by the controller\n" + REST;

            assertThat(edited(new ReleaseEdit("canary", "ramp", 5_000, SECOND), text))
                    .isEqualTo(text.replace("step: 1", "step: 2")
                            .replace("10%", "50%")
                            .replace("90%", "50%"));
        }

        @Test
        void withWhatIsSlow_sayIt() {
            ReleaseMark first = new ReleaseMark.OfStep("r-1", 1, "ramp", Duration.ofMillis(500));
            ReleaseMark next = new ReleaseMark.OfStep("r-1", 2, "ramp", Duration.ofSeconds(2));

            String marked = edited(new ReleaseEdit("canary", "ramp", 1_000, first), HEAD + REST);

            assertThat(marked)
                    .isEqualTo(HEAD + "release: { id: \"r-1\", step: 1, rule: \"ramp\", slowerThan: 500ms }\n" + REST);
            assertThat(tableOf(marked).release()).isEqualTo(first);
            assertThat(edited(new ReleaseEdit("canary", "ramp", 1_000, next), marked))
                    .isEqualTo(HEAD + "release: { id: \"r-1\", step: 2, rule: \"ramp\", slowerThan: 2s }\n" + REST);
        }

        @Test
        void atTheSameShare_isTheOnlyChange() {
            assertThat(edited(new ReleaseEdit("canary", "ramp", 1_000, FIRST), HEAD + REST))
                    .isEqualTo(HEAD + "release: { id: \"r-1\", step: 1 }\n" + REST);
        }

        @Test
        void thatAreThere_changeNothing() {
            String text = HEAD + "release: { id: r-1, step: 1 }\n" + REST;

            assertThat(new ReleaseEdit("canary", "ramp", 1_000, FIRST).appliedTo(text))
                    .isInstanceOf(EditResult.Unchanged.class);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '^',
                value = {
                    "release: { id: r, step: 1 };|^^",
                    "release:;  # of June;  id: r;  step: 1 # first;|^^",
                    "release: {;  id: r, # };  step: 1,;} # end;# next;|# next;",
                    "'release': { step: '1', 'id': 'r' };|^^",
                    "release:;  id: r;  step: >-;    1;;|;"
                })
        void ofAnyStyle_goWithTheirLines(String release, String left) {
            String text = HEAD + release.replace(";", "\n") + REST;

            assertThat(edited(new ReleaseEdit("canary", "ramp", 1_000, ReleaseMark.NONE), text))
                    .isEqualTo(HEAD + left.replace(";", "\n") + REST);
        }

        @Test
        void inTheLastLine_goWithTheBreakInFront() {
            String text = HEAD + REST + "release: { id: r, step: 1 }";

            assertThat(edited(new ReleaseEdit("canary", "ramp", 1_000, ReleaseMark.NONE), text) + "\n")
                    .isEqualTo(HEAD + REST);
        }

        @Test
        void inTheFirstLine_leaveTheByteOrderMark() {
            String text = "\uFEFFrelease: { id: r, step: 1 }\n" + HEAD + REST;

            assertThat(edited(new ReleaseEdit("canary", "ramp", 1_000, ReleaseMark.NONE), text))
                    .isEqualTo("\uFEFF" + HEAD + REST);
        }

        @Test
        void atTheEndOfBraces_goWithTheCommaInFront() {
            String rest = "{apiVersion: dubbo-gray/v1, application: demo, lanes: {canary: {labels: {version: v2}}},"
                    + " rules: [{id: ramp, to: {canary: 10%, stable: 90%}}]";

            assertThat(edited(
                            new ReleaseEdit("canary", "ramp", 1_000, ReleaseMark.NONE),
                            rest + ", release: {id: r, step: 1}}"))
                    .isEqualTo(rest + "}");
        }
    }

    @Nested
    class Refusals {

        @Test
        void applicationInABlock_hasNoPlaceBehindIt() {
            String text = "apiVersion: dubbo-gray/v1\napplication: |-\n  demo\n" + REST;

            assertThat(new ReleaseEdit("canary", "ramp", 2_000, FIRST).appliedTo(text))
                    .hasToString("line 2, column 14: the key 'release' cannot be added behind a block; "
                            + "write the application in one line");
        }

        @Test
        void markWithoutWhatIsSlow_getsNoKeyMore() {
            ReleaseMark slow = new ReleaseMark.OfStep("r-1", 2, "ramp", Duration.ofMillis(500));
            String text = HEAD + "release: { id: r-1, step: 1 }\n" + REST;

            assertThat(new ReleaseEdit("canary", "ramp", 2_000, slow).appliedTo(text))
                    .hasToString("line 3, column 10: the key 'release' says no rule and no slowerThan; "
                            + "take it out, it is the controller's");
        }

        @Test
        void ruleThatIsNoSplit_isNotEdited() {
            String text = HEAD + RampedDocuments.LANES + "rules: [ { id: ramp, to: canary } ]\n";

            assertThat(new ReleaseEdit("canary", "ramp", 2_000, FIRST).appliedTo(text))
                    .isInstanceOf(EditResult.Refused.class);
        }
    }

    @Nested
    class End {

        @Test
        void mark_goesAndTheSharesStay() {
            String marked = edited(new ReleaseEdit("canary", "ramp", 2_000, FIRST), HEAD + REST);

            assertThat(edited(new ReleaseEnd(), marked))
                    .isEqualTo((HEAD + REST).replace("10%", "20%").replace("90%", "80%"));
        }

        @Test
        void textWithoutAMark_isUnchanged() {
            assertThat(new ReleaseEnd().appliedTo(HEAD + REST)).isInstanceOf(EditResult.Unchanged.class);
        }
    }

    @Test
    void everything_leavesTheOtherLaneNothing() {
        assertThat(edited(new ReleaseEdit("canary", "ramp", 10_000, ReleaseMark.NONE), HEAD + REST))
                .isEqualTo((HEAD + REST).replace("10%", "100%").replace("90%", "0%"));
    }

    private static String edited(Edit edit, String text) {
        EditResult result = edit.appliedTo(text);
        assertThat(result).as(result.toString()).isInstanceOf(EditResult.Edited.class);
        return ((EditResult.Edited) result).text();
    }

    private static Table tableOf(String text) {
        Reading reading = DocumentReader.read(text);
        assertThat(reading).as(reading.toString()).isInstanceOf(Reading.Accepted.class);
        return ((Reading.Accepted) reading).table();
    }
}
