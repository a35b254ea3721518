package io.github.dubbogray.core.rule.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexTest {

    @Nested
    class Matches {

        @ParameterizedTest(name = "{0} on {1}: {2}")
        @CsvSource({
            "1\\d{3}, 1001, true",
            "1\\d{3}, 11001, false",
            "1\\d{3}, 10012, false",
            "get|find, get, true",
            "get|find, getX, false",
            "(?i)qa, QA, true",
            "qa, QA, false",
            "\\p{Han}+, 张三, true",
            "[^]]+, abc, true",
            ".*, '', true"
        })
        void wholeValue_mustMatch(String regex, String value, boolean matches) {
            assertThat(compiled(regex).matches(value)).isEqualTo(matches);
        }

        @Test
        void ignoringCase_takesLettersForTheSame() {
            RegexReading reading = Regex.readIgnoringCase("q[a-c]");

            assertThat(((RegexReading.Compiled) reading).regex().matches("QB")).isTrue();
            assertThat(reading).isNotEqualTo(Regex.read("q[a-c]"));
        }

        @Test
        void expressionThatHangsOthers_isLinear() {
            assertThat(compiled("(a+)+b").matches("a".repeat(50_000))).isFalse();
        }
    }

    @Nested
    class Malformed {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "(           | is not in RE2 syntax: missing closing ): (",
                    "[a          | is not in RE2 syntax: missing closing ]: [a",
                    "*a          | is not in RE2 syntax: missing argument to repetition operator: *",
                    "\\1         | is not in RE2 syntax: invalid escape sequence: \\1",
                    "(?=a)       | is not in RE2 syntax: invalid or unsupported Perl syntax: (?=",
                    "a{1001}     | is not in RE2 syntax: invalid repeat count: {1001}",
                    "\\          | is not in RE2 syntax: trailing backslash at end of expression"
                })
        void syntaxError_isTold(String regex, String problem) {
            assertThat(Regex.read(regex)).isEqualTo(new RegexReading.Malformed(problem));
        }

        @Test
        void longExpression_isNotCompiled() {
            assertThat(Regex.read("a".repeat(1_000))).isInstanceOf(RegexReading.Compiled.class);
            assertThat(Regex.read("a".repeat(1_001)))
                    .isEqualTo(new RegexReading.Malformed("has 1001 characters, at most 1000 are allowed; "
                            + "match with 'in', 'prefix' or 'suffix' where it will do"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "((a{1000}){1000}){1000}",
                    "((a{100}){100}){100}",
                    "(?:(?:[x\\]]{999}){2,}){9}",
                    "((\\w{500}){500}",
                    "(\\p{Han}{200}b){200}"
                })
        void repetitionsThatMultiply_areNotCompiled(String regex) {
            assertThat(Regex.read(regex))
                    .isEqualTo(new RegexReading.Malformed(
                            "needs more than 10000 instructions; " + "its repetitions multiply, use smaller ones"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\\w{1,64}@\\w{1,64}\\.\\w{2,63}",
                    "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
                    "a{,5}",
                    "\\x{4e00}{3}",
                    "\\{\\}{2}",
                    "[{}]{3}"
                })
        void usualExpressions_areCompiled(String regex) {
            assertThat(Regex.read(regex)).isInstanceOf(RegexReading.Compiled.class);
        }

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {51, 52})
        void anyText_isCompiledOrMalformed(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            String signs = "ab(){}[]|*+?\\.^$-0129,:=!<>P\\\\xQE张😀";
            for (int i = 0; i < 5_000; i++) {
                StringBuilder text = new StringBuilder();
                random.ints(random.nextInt(30), 0, signs.length()).forEach(at -> text.append(signs.charAt(at)));

                assertThat(Regex.read(text.toString())).as(text.toString()).isNotNull();
            }
        }
    }

    @Test
    void regex_isAValue() {
        assertThat(compiled("a+")).isEqualTo(compiled("a+")).hasSameHashCodeAs(compiled("a+"));
        assertThat(compiled("a+")).isNotEqualTo(compiled("a*")).hasToString("a+");
    }

    private static Regex compiled(String text) {
        return ((RegexReading.Compiled) Regex.read(text)).regex();
    }
}
