package io.github.dubbogray.core.baggage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("https://www.w3.org/TR/baggage/, read")
class W3cBaggageTest {

    @Nested
    class WellFormed {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "tag=canary | canary",
                    "tag=canary,user=42 | canary",
                    "user=42,tag=canary | canary",
                    "user=42 , tag\t=  canary ;p;q=1 ,x=y | canary",
                    "tag=canary;secret=tag=other | canary",
                    "tag=version=v2 | version=v2",
                    "tag=version%3Dv2%2Cregion%3Dsh | version=v2,region=sh",
                    "tag=a%20b | a b",
                    "tag=a+b | a+b",
                    "tag=%E7%81%B0 | 灰",
                    "tag=%41 | A",
                    "tag=%e7%81%b0%2c | 灰,",
                })
        void member_isFoundAndDecoded(String header, String value) {
            assertThat(W3cBaggage.value(header, "tag")).isEqualTo(value);
        }

        @Test
        void emptyValue_isEmpty() {
            assertThat(W3cBaggage.value("tag=,user=42", "tag")).isEmpty();
            assertThat(W3cBaggage.value("tag= ;p", "tag")).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", " ", "user=42", "tags=x", "ta=x", "Tag=x", "x-tag=x", "user=tag=x", "user=42;tag=x"})
        void otherKeys_areNotIt(String header) {
            assertThat(W3cBaggage.value(header, "tag")).isNull();
        }

        @Test
        void severalOfOneKey_lastCounts() {
            assertThat(W3cBaggage.value("tag=one,tag=two", "tag")).isEqualTo("two");
        }

        @Test
        void bytesThatAreNoUtf8_areReplaced() {
            assertThat(W3cBaggage.value("tag=a%FFb", "tag")).isEqualTo("a\uFFFDb");
        }
    }

    @Nested
    class Malformed {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "tag",
                    "tag;p=1",
                    "tag canary",
                    "tag=a b",
                    "tag=\"a\"",
                    "tag=a\\b",
                    "tag=灰",
                    "tag=a\nb",
                    "tag=\u007f",
                    "tag=%",
                    "tag=%4",
                    "tag=%4,x=y",
                    "tag=%zz",
                    "tag=100%",
                    "tag=%4;1",
                    "=tag"
                })
        void member_isSkipped(String member) {
            assertThat(W3cBaggage.value(member, "tag")).isNull();
            assertThat(W3cBaggage.value(member + ",user=42", "user")).isEqualTo("42");
            assertThat(W3cBaggage.value("tag=canary," + member, "tag")).isEqualTo("canary");
        }

        @ParameterizedTest
        @ValueSource(strings = {",", ",,,", ", ,", ";", "=", ";=,=;"})
        void nothingButSigns_hasNothing(String header) {
            assertThat(W3cBaggage.value(header, "tag")).isNull();
            assertThat(W3cBaggage.value(header + ",tag=canary", "tag")).isEqualTo("canary");
        }
    }

    @Nested
    class Without {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "user=42;p , tag=canary;q,x = y | user=42;p ,x = y",
                    "tag = \"malformed\",user=42 | user=42",
                    "tag=a,user=42,tag=b | user=42",
                    "tag=a | ``",
                    "user=tag=a,tags=b,Tag=c | user=tag=a,tags=b,Tag=c",
                    "tag,user=42 | tag,user=42"
                })
        void membersOfTheKey_areGoneAndTheOthersStay(String header, String rest) {
            assertThat(W3cBaggage.without(header, "tag")).isEqualTo(rest);
            assertThat(W3cBaggage.value(rest, "tag")).isNull();
        }
    }

    @Nested
    class Limits {

        @Test
        void headerThatNobodyReads_isTakenOffWhole() {
            assertThat(W3cBaggage.without("tag=canary" + ",".repeat(8_192), "tag"))
                    .isEmpty();
            assertThat(W3cBaggage.without("a=b" + ",".repeat(8_192), "tag")).hasSize(8_195);
        }

        @Test
        void longestHeader_isRead() {
            assertThat(W3cBaggage.value("tag=canary,x=" + "y".repeat(8_192 - 13), "tag"))
                    .isEqualTo("canary");
        }

        @Test
        void longerHeader_isNot() {
            assertThat(W3cBaggage.value("tag=canary,x=" + "y".repeat(8_192 - 12), "tag"))
                    .isNull();
        }

        @Test
        void last180thMember_isRead() {
            assertThat(W3cBaggage.value(members(179) + ",tag=canary", "tag")).isEqualTo("canary");
        }

        @Test
        void memberPastIt_isNot() {
            assertThat(W3cBaggage.value(members(180) + ",tag=canary", "tag")).isNull();
        }

        private static String members(int count) {
            return IntStream.range(0, count).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining(","));
        }
    }

    @Nested
    class AgainstTheGrammar {

        private static final List<String> PIECES = List.of(
                "tag",
                "user",
                "=",
                "=",
                ",",
                ",",
                ";",
                " ",
                "\t",
                "%41",
                "%2C",
                "%",
                "%e7%81%b0",
                "v",
                "\"",
                "\\",
                "灰");

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {1, 2, 3, 4, 5})
        void anyText_isReadAsTheGrammarReadsIt(long seed) {
            Random random = new Random(seed);
            for (int i = 0; i < 20_000; i++) {
                String header = IntStream.range(0, random.nextInt(14))
                        .mapToObj(piece -> PIECES.get(random.nextInt(PIECES.size())))
                        .collect(Collectors.joining());

                assertThat(W3cBaggage.value(header, "tag")).as(header).isEqualTo(naive(header, "tag"));
                assertThat(W3cBaggage.value(W3cBaggage.without(header, "tag"), "tag"))
                        .as(header)
                        .isNull();
            }
        }

        /** The grammar, letter by letter as an expression. */
        private static final Pattern MEMBER = Pattern.compile("[ \t]*([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*=[ \t]*"
                + "((?:[!#$&-+\\--:<-\\[\\]-~]|%[0-9A-Fa-f]{2})*)[ \t]*(?:;.*)?");

        private static String naive(String header, String key) {
            String found = null;
            for (String member : header.split(",", -1)) {
                Matcher parts = MEMBER.matcher(member);
                if (parts.matches() && parts.group(1).equals(key)) {
                    found = URLDecoder.decode(parts.group(2).replace("+", "%2B"), StandardCharsets.UTF_8);
                }
            }
            return found;
        }
    }
}
