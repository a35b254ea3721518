package io.github.dubbogray.core.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.SwitchesReader;
import io.github.dubbogray.core.document.SwitchesReading;
import io.github.dubbogray.core.feature.Switch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An edit of a switch changes its characters, and no others")
class FeatureEditTest {

    private static final String TEXT = """
            # switches of the shop
            apiVersion: dubbo-gray/v1
            application: shop
            switches:
              user.v2:            # the new centre
                type: boolean
                default: false    # until it is proven
                rules:
                  - { id: staff, when: { attachment.staff: "yes" }, to: true }
                  - { id: ramp, to: { true: 10%, false: 90% }, sticky: attachment.user-id }
              layout: { type: string, default: "two columns", rules: [{ id: r, to: { one: 5%, x: 5%, "two columns": 90% } }] }
              theme: { type: string, default: dark }
              skin: { type: string, default: 'old one' }
              rate: { type: number, default: 1.5 }
              limit: { type: integer, default: 10, enabled: false }
              size: { type: object, variants: { s: { a: 1 }, l: { a: 9 } }, default: s }
            """;

    private static String edited(String name, FeatureChange change) {
        EditResult result = new FeatureEdit(name, change).appliedTo(TEXT);
        assertThat(result).isInstanceOf(EditResult.Edited.class);
        return ((EditResult.Edited) result).text();
    }

    private static String left(String name, FeatureChange change) {
        EditResult result = new FeatureEdit(name, change).appliedTo(TEXT);
        assertThat(result).isNotInstanceOf(EditResult.Edited.class);
        return result.toString();
    }

    @Nested
    class Preset {

        @ParameterizedTest
        @CsvSource({
            "user.v2, true, 'default: false    #', 'default: true    #'",
            "limit, -5, 'default: 10,', 'default: -5,'",
            "layout, one, 'default: \"two columns\"', 'default: \"one\"'",
            "size, l, 'default: s', 'default: l'"
        })
        void value_isWrittenAsTheOldOneIs(String name, String value, String before, String after) {
            assertThat(edited(name, new FeatureChange.Preset(value))).isEqualTo(TEXT.replace(before, after));
        }

        @Test
        void sameValue_isUnchanged() {
            assertThat(left("limit", new FeatureChange.Preset("10")))
                    .isEqualTo("line 15, column 36: the default is '10' already");
        }

        /** Else a comment, or another key, would come in with the value. */
        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                limit | ten | 'ten' must be a whole number of at most 64 bits
                limit | 1.0 | '1.0' must be a whole number of at most 64 bits
                limit | 9223372036854775808 | '9223372036854775808' must be a whole number of at most 64 bits
                limit | 5 # five | '5 # five' must be a whole number of at most 64 bits
                limit | 5, enabled: true | '5, enabled: true' must be a whole number of at most 64 bits
                user.v2 | yes | 'yes' must be true or false
                user.v2 | TRUE | 'TRUE' must be true or false
                rate | 1e999 | '1e999' must be a decimal number
                rate | NaN | 'NaN' must be a decimal number
                size | m | variant 'm' is not declared under variants; declared are l, s
                size | { a: 9 } | variant '{ a: 9 }' is not declared under variants; declared are l, s
                """)
        void valueThatTheSwitchCannotGive_isRefused(String name, String value, String why) {
            assertThat(left(name, new FeatureChange.Preset(value))).endsWith(why);
        }

        @ParameterizedTest
        @CsvSource({"+7, 7", "007, 7", "-7, -7", "9223372036854775807, 9223372036854775807"})
        void wholeNumber_isWrittenAsEverybodySpellsIt(String value, String written) {
            assertThat(edited("limit", new FeatureChange.Preset(value)))
                    .isEqualTo(TEXT.replace("default: 10,", "default: " + written + ","));
        }

        @ParameterizedTest
        @CsvSource({".5, 0.5", "2., 2", "1e3, 1e3", "-0.25, -0.25", "+1.25, 1.25"})
        void number_isWrittenAsEverybodySpellsIt(String value, String written) {
            assertThat(edited("rate", new FeatureChange.Preset(value)))
                    .isEqualTo(TEXT.replace("default: 1.5", "default: " + written));
        }

        @Test
        void sameNumberInAnotherSpelling_isUnchanged() {
            assertThat(left("limit", new FeatureChange.Preset("+10"))).endsWith("the default is '+10' already");
        }

        /** Whatever it looks like, it is the text that was said, also to other readers of YAML. */
        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                three columns | three columns | three columns
                5 | "5" | '5'
                true | "true" | 'true'
                No | "No" | 'No'
                null | "null" | 'null'
                ~ | "~" | '~'
                2026-01-01 | "2026-01-01" | '2026-01-01'
                ``| "" | ''
                ` blank `| " blank " | ' blank '
                a: b | "a: b" | 'a: b'
                a # b | "a # b" | 'a # b'
                one", enabled: false, owner: "me | "one\\", enabled: false, owner: \\"me" | 'one", enabled: false, owner: "me'
                it's | "it's" | 'it''s'
                a\\tb | "a\\\\tb" | 'a\\tb'
                {a, b} | "{a, b}" | '{a, b}'
                """)
        void text_isSaidAsItIs(String value, String plain, String single) {
            assertThat(edited("layout", new FeatureChange.Preset(value)))
                    .isEqualTo(TEXT.replace(
                            "default: \"two columns\"",
                            "default: " + (plain.startsWith("\"") ? plain : "\"" + plain + "\"")));
            assertThat(edited("theme", new FeatureChange.Preset(value)))
                    .isEqualTo(TEXT.replace("default: dark", "default: " + plain));
            assertThat(edited("skin", new FeatureChange.Preset(value)))
                    .isEqualTo(TEXT.replace(
                            "default: 'old one'",
                            "default: " + (single.startsWith("'") ? single : "'" + single + "'")));
        }

        @Test
        void textOfLines_isInDoubleQuotes() {
            assertThat(edited("skin", new FeatureChange.Preset("a\nb")))
                    .isEqualTo(TEXT.replace("'old one'", "\"a\\u000ab\""));
        }
    }

    @Nested
    class Mode {

        @Test
        void keyThatIsThere_isChanged() {
            assertThat(edited("limit", FeatureChange.Mode.ON))
                    .isEqualTo(TEXT.replace("enabled: false", "enabled: true"));
        }

        @Test
        void keyThatIsMissing_isAddedBehindTheDefault() {
            assertThat(edited("user.v2", FeatureChange.Mode.OFF))
                    .isEqualTo(TEXT.replace("# until it is proven\n", "# until it is proven\n    enabled: false\n"));
            assertThat(edited("size", FeatureChange.Mode.OFF))
                    .isEqualTo(TEXT.replace("default: s }", "default: s, enabled: false }"));
        }

        @Test
        void documentInBraces_staysSo() {
            String json = "{\"apiVersion\":\"dubbo-gray/v1\",\"application\":\"shop\",\"switches\":"
                    + "{\"s\":{\"type\":\"boolean\",\"default\":false}}}";

            assertThat(((EditResult.Edited) new FeatureEdit("s", FeatureChange.Mode.OFF).appliedTo(json)).text())
                    .isEqualTo(json.replace("\"default\":false", "\"default\":false,\"enabled\":false"));
        }

        @Test
        void sameMode_isUnchanged() {
            assertThat(left("limit", FeatureChange.Mode.OFF)).endsWith("the switch is off already");
            assertThat(left("size", FeatureChange.Mode.ON)).endsWith("the switch is on already");
        }

        @Test
        void edited_isReadAsSuch() {
            SwitchesReading reading = SwitchesReader.read(edited("user.v2", FeatureChange.Mode.OFF));

            assertThat(((SwitchesReading.Accepted) reading)
                            .switches()
                            .named("user.v2")
                            .orElseThrow()
                            .definition()
                            .mode())
                    .isEqualTo(Switch.Mode.DISABLED);
        }
    }

    @Nested
    class ShareOf {

        private FeatureChange share(String value, String share) {
            return new FeatureChange.ShareOf(value, share, null);
        }

        @Test
        void ofTwo_theOtherTakesTheDifference() {
            assertThat(edited("user.v2", share("true", "20%")))
                    .isEqualTo(TEXT.replace("true: 10%, false: 90%", "true: 20%, false: 80%"));
        }

        @Test
        void ofMore_theDefaultTakesTheDifference() {
            assertThat(edited("layout", share("one", "7.5%")))
                    .isEqualTo(TEXT.replace(
                            "one: 5%, x: 5%, \"two columns\": 90%", "one: 7.5%, x: 5%, \"two columns\": 87.5%"));
        }

        @ParameterizedTest
        @CsvSource({
            "user.v2, true, 10%, '''true'' has 10% already'",
            "user.v2, true, 101%, must be a percentage from 0% to 100%",
            "user.v2, maybe, 5%, no rule has a share for 'maybe'",
            "limit, 10, 5%, no rule has a share for '10'",
            "layout, one, 96%, '''one'' can have 95% at most; lower another'",
            "layout, two columns, 80%, it is not clear which value takes the difference",
            "nobody, true, 5%, 'there is no switch ''nobody''; there are layout, limit, rate, size, skin, theme, user.v2'"
        })
        void whatCannotBe_saysWhy(String name, String value, String share, String why) {
            assertThat(left(name, share(value, share))).contains(why);
        }

        @Test
        void otherRule_isNamedInVain() {
            assertThat(left("user.v2", new FeatureChange.ShareOf("true", "20%", "staff")))
                    .contains("no rule 'staff' has a share for 'true'");
        }
    }

    @Test
    void brokenDocument_isRefusedWithItsProblems() {
        assertThat(new FeatureEdit("s", FeatureChange.Mode.ON)
                        .appliedTo("switches: []")
                        .toString())
                .contains("the document has errors, so it cannot be edited", "the key 'apiVersion' is missing");
    }
}
