package io.github.dubbogray.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    private static @Nullable Object read(String text) {
        assertThat(JsonText.read(text)).isInstanceOf(JsonText.Reading.Read.class);
        return ((JsonText.Reading.Read) JsonText.read(text)).value();
    }

    @Nested
    class Values {

        @Test
        void everyKind_isRead() {
            Map<String, @Nullable Object> expected = new LinkedHashMap<>();
            expected.put("text", "a\"\\/\b\f\n\r\té中");
            expected.put("whole", new BigDecimal("-7"));
            expected.put("part", new BigDecimal("1.50"));
            expected.put("list", Arrays.asList(true, false, null, List.of(), Map.of()));

            assertThat(read("""
                    \t{"text": "a\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9中", "whole" :-7,
                     "part":1.50, "list":[ true,false , null,[ ],{ }]}
                    """)).isEqualTo(expected);
        }

        @ParameterizedTest
        @ValueSource(strings = {"7", "-0", "1.50", "0.1"})
        void number_printsAsItWasTyped(String number) {
            assertThat(read(number)).hasToString(number.equals("-0") ? "0" : number);
        }

        @Test
        void keys_keepTheirOrder() {
            assertThat(read("{\"b\":1,\"a\":2}")).hasToString("{b=1, a=2}");
        }

        @Test
        void whatWeWrite_isRead() {
            JsonObject object = new JsonObject()
                    .put("quote", "\"\u2028\u0001\ud800")
                    .put("half", 0.5)
                    .put("whole", 3.0)
                    .put("nothing", Double.NaN)
                    .put("yes", true)
                    .putTexts("list", List.of("a", "b"))
                    .putTexts("map", Map.of("k", "v"));

            assertThat(read(object.toString()))
                    .hasToString("{quote=\"\u2028\u0001\ud800, half=0.5, whole=3, nothing=null, yes=true, "
                            + "list=[a, b], map={k=v}}");
        }
    }

    @Nested
    class Malformed {

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``          | it ends too early
            {           | it ends too early
            {"a"        | no : at character 5
            {"a":1      | no } at character 7
            {"a":1,}    | no " at character 8
            {"a":1,"a":2} | the key 'a' is there twice at character 11
            {a          | no " at character 2
            [1,]        | no value at character 4
            [1 2]       | no ] at character 4
            "a          | it ends too early
            "\\x"       | no such escape at character 3
            "\\u12"     | no four hexadecimal digits at character 4
            tru         | no value at character 1
            nul         | no value at character 1
            01          | something follows the value at character 2
            1.          | something follows the value at character 2
            -           | no value at character 1
            NaN         | no value at character 1
            1 1         | something follows the value at character 3
            1e99999999999 | too great an exponent at character 1
            """)
        void problem_saysWhatAndWhere(String text, String problem) {
            assertThat(JsonText.read(text)).isEqualTo(new JsonText.Reading.Malformed(problem));
        }

        @Test
        void controlCharacter_isRefused() {
            assertThat(JsonText.read("\"a\tb\""))
                    .isEqualTo(new JsonText.Reading.Malformed("a control character in a string at character 3"));
        }

        @Test
        void length_ofANumberIsBounded() {
            assertThat(JsonText.read("9".repeat(JsonText.LONGEST_NUMBER))).isInstanceOf(JsonText.Reading.Read.class);
            assertThat(JsonText.read("[" + "9".repeat(1_000_000) + "]"))
                    .isEqualTo(new JsonText.Reading.Malformed("a number of more than 1000 characters at character 2"));
        }

        @Test
        void depth_isBounded() {
            assertThat(JsonText.read("[".repeat(JsonText.DEEPEST) + "]".repeat(JsonText.DEEPEST)))
                    .isInstanceOf(JsonText.Reading.Read.class);
            assertThat(JsonText.read("[".repeat(100_000)))
                    .isEqualTo(new JsonText.Reading.Malformed(
                            "more than 100 objects and arrays in one another at character 102"));
        }
    }
}
