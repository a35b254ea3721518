package io.github.dubbogray.core.document.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTextTest {

    @Nested
    class JsonIndentedByTabs {

        private static final String TABBED = """
                {
                \t"apiVersion":\t"dubbo-gray/v1",
                \t"rules": [
                \t\t{ "id": "a",\t"when": {}, "to": "stable" }
                \t]
                }
                """;

        @Test
        void reads_asWithBlanks() {
            assertThat(YamlText.read(TABBED)).isEqualTo(YamlText.read(TABBED.replace('\t', ' ')));
            assertThat(YamlText.read(TABBED)).isInstanceOf(YamlReading.Parsed.class);
        }

        @Test
        void places_areThoseOfTheText() {
            assertThat(faults("{\n\t\t\"a\": 1,\n\t\"a\": 2\n}"))
                    .containsExactly("line 3, column 2: the key 'a' is there twice, first at line 2, column 3");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\t\"a\": \"x\ty\" }",
                    "{\t'a': 'x\ty' }",
                    "{\ta: 'it''s\ty' }",
                    "{\ta: \"q\\\"\ty\" }",
                    "{ # don't\n\ta: 'x\ty' }",
                    "{\ta: don't,\tb: 'x\ty' }"
                })
        void tabsInQuotes_stay(String text) {
            assertThat(YamlText.read(text))
                    .isInstanceOfSatisfying(
                            YamlReading.Parsed.class,
                            parsed -> assertThat(parsed.root().toString()).contains("\ty"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"a:\n\tb: 1", "- a\n\t- b", "a: {\n\tb: 1\n}"})
        void tabsInBlockStyle_areRefused(String text) {
            assertThat(faults(text)).singleElement().asString().contains("Do not use \\t(TAB) for indentation");
        }
    }

    @Nested
    class Lookalikes {

        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "apiVersion：dubbo-gray/v1;application: a | line 1, column 11: not YAML: U+FF1A was typed here instead of ':'",
                    "application: a;apiVersion：dubbo-gray/v1;enabled: true | line 2, column 11: not YAML: U+FF1A was typed here instead of ':'",
                    "application: a;unmatched：open | line 2, column 10: not YAML: U+FF1A was typed here instead of ':'",
                    "apiVersion：dubbo-gray/v1 | line 1, column 11: not YAML: U+FF1A was typed here instead of ':'",
                    "lanes: { a: 1，b: 2 };x: 1 | line 1, column 14: not YAML: U+FF0C was typed here instead of ','",
                    "a: “b: c” | line 1, column 4: not YAML: U+201C was typed here instead of '\"'",
                    "a: [1, 2］;b: 1 | line 1, column 9: not YAML: U+FF3D was typed here instead of ']'",
                    "a: { b: 1 ｝;c: 1 | line 1, column 11: not YAML: U+FF5D was typed here instead of '}'"
                })
        void punctuation_isNamedWhereItStands(String lines, String first) {
            assertThat(faults(lines.replace(';', '\n'))).first().isEqualTo(first);
        }

        @ParameterizedTest
        @ValueSource(strings = {"\u00a0", "\u3000", "\u2003", "\u200b"})
        void indentationOfOtherBlanks_isNamedWhereItStands(String blank) {
            assertThat(faults("a:\n  b: 1\n" + blank + "c: 1\n d: 1\n"))
                    .containsExactly(String.format(
                            "line 3, column 1: not YAML: U+%04X was typed here instead of a blank",
                            (int) blank.charAt(0)));
        }

        @Test
        void textsInQuotesAndComments_areNotBlamed() {
            assertThat(faults("a: '：' # ：\nb: \"，\"\nc: [1\n"))
                    .singleElement()
                    .asString()
                    .doesNotContain("was typed");
        }

        @Test
        void goodTexts_mayHaveThem() {
            assertThat(faults("a: 你好，世界：“x”\nb: ［\n")).isEmpty();
        }
    }

    private static List<String> faults(String text) {
        return YamlText.read(text).faults().stream()
                .map(fault -> fault.place() + ": " + fault.message())
                .toList();
    }
}
