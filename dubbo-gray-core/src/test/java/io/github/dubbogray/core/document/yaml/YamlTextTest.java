package io.github.dubbogray.core.document.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
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

        @Test
        @DisplayName("a text full of them takes no longer to refuse than any other")
        void manyInOneLine_areNamedUpToALimit() {
            String text = "a" + "：".repeat(100_000);

            assertThat(faults(text))
                    .hasSize(20)
                    .startsWith("line 1, column 2: not YAML: U+FF1A was typed here instead of ':'");
            assertThat(allocatedBytes(() -> YamlText.read(text))).isLessThan(64L << 20);
        }

        private static long allocatedBytes(Runnable reading) {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            reading.run();
            return threads.getCurrentThreadAllocatedBytes() - before;
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

    @Nested
    class Ranges {

        @Test
        void scalars_areWhereTheirCharactersAre() {
            String lines = """
                    \uFEFF# \uD83D\uDE80 é
                    plain: a b  # c
                    '\uD83D\uDE80': 'it''s' #
                    "key": "\\x41"
                    flow: {a: \uD83D\uDE80, 'b': [x ,"y"]}
                    folded: >- # header

                      one
                      two

                    literal: |+
                      three\s
                    last: z""";
            String text = lines.replace("\n", "\r\n");

            assertThat(spellings(text))
                    .containsExactly(
                            "plain",
                            "a b",
                            "\uD83D\uDE80",
                            "it''s",
                            "key",
                            "\\x41",
                            "flow",
                            "a",
                            "\uD83D\uDE80",
                            "b",
                            "x",
                            "y",
                            "folded",
                            "one\r\n  two",
                            "literal",
                            "three",
                            "last",
                            "z");
        }

        @Test
        void ranges_haveTheQuotes() {
            String text = "{ \"a\" : 'b' , c: \uD83D\uDE80 }";

            assertThat(scalars(root(text)).map(scalar -> scalar.range().in(text)))
                    .containsExactly("\"a\"", "'b'", "c", "\uD83D\uDE80");
        }

        @Test
        void maps_knowWhetherTheyAreInBraces() {
            assertThat(root("a: 1")).extracting("style").isEqualTo(YamlItem.MappingStyle.BLOCK);
            assertThat(root("# {\n{ a: 1 }")).extracting("style").isEqualTo(YamlItem.MappingStyle.FLOW);
        }

        @Test
        void lines_endAtEachBreakOfYaml() {
            String text = "a\nb\r\nc\rd\u0085e\u2028f\u2029g";
            List<String> breaks = new ArrayList<>();
            for (int end = YamlLines.endOf(text, 0); end < text.length(); ) {
                breaks.add(YamlLines.breakAt(text, end));
                end = YamlLines.endOf(text, end + breaks.get(breaks.size() - 1).length());
            }

            assertThat(breaks).containsExactly("\n", "\r\n", "\r", "\u0085", "\u2028", "\u2029");
            assertThat(YamlLines.breakAt(text, 0)).isEmpty();
            assertThat(YamlLines.breakAt(text, text.length())).isEmpty();
            assertThat(YamlLines.startOf(text, 5)).isEqualTo(5);
            assertThat(YamlLines.startOf(text, 3)).isEqualTo(2);
            assertThat(YamlLines.startOf(text, 1)).isZero();
        }

        private static List<String> spellings(String text) {
            return scalars(root(text))
                    .map(scalar -> scalar.spelling(text).in(text))
                    .toList();
        }

        private static YamlItem root(String text) {
            return ((YamlReading.Parsed) YamlText.read(text)).root();
        }

        private static Stream<YamlItem.Scalar> scalars(YamlItem item) {
            if (item instanceof YamlItem.Mapping mapping) {
                return mapping.entries().stream()
                        .flatMap(entry -> Stream.concat(Stream.of(entry.name()), scalars(entry.value())));
            }
            if (item instanceof YamlItem.Listing listing) {
                return listing.items().stream().flatMap(Ranges::scalars);
            }
            return Stream.of((YamlItem.Scalar) item);
        }
    }

    private static List<String> faults(String text) {
        return YamlText.read(text).faults().stream()
                .map(fault -> fault.place() + ": " + fault.message())
                .toList();
    }
}
