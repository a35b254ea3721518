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
                    "(\\p{Han}{200}b){200}",
                    "\\Q[\\E((a{1000}){1000}){100}",
                    "[\\Q]\\E]((a{1000}){1000}){100}",
                    "[]a]((a{1000}){1000})",
                    "[[:alpha:]]((a{1000}){1000})",
                    "(?P<n>(?P<m>a{1000}){1000})",
                    "(a{1000})\\Q\\E{1000}",
                    "(a{1000})(?s){1000}",
                    "(?i)((\\x{10FFFF}{1000}){1000})",
                    "\\\\((\\pL{1000}){1000})",
                    "(.{0,99}){0,99}x"
                })
        void repetitionsThatMultiply_areRefused(String regex) {
            assertThat(((RegexReading.Malformed) Regex.read(regex)).problem())
                    .matches("(may need|needs) \\d+ instructions, at most 1024 are allowed; "
                            + "its repetitions multiply, use smaller ones");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "(?i)\u1C80",
                    "(?i)[B-\\x{10FFFF}]",
                    "(?s-U:(?mi:[a-\u9FA5]))",
                    "(?i)\\x{1C84}",
                    "(?i)[\u00e0-\u2000]"
                })
        void foldingThatNeverEnds_isNotBegun(String regex) {
            assertThat(((RegexReading.Malformed) Regex.read(regex)).problem()).contains("without regard to case");
        }

        @ParameterizedTest
        @ValueSource(strings = {"(?i)[\u4e00-\u9fa5]+", "(?i)\u5f20|stra\u00dfe", "[a-\u9FA5]", "(?i)[a-z]\u5f20"})
        void folding_thatEnds_isCompiled(String regex) {
            assertThat(Regex.read(regex)).isInstanceOf(RegexReading.Compiled.class);
        }

        @Test
        void expressionsOfOneDocument_areBoundedTogether() {
            RegexCompiler compiler = new RegexCompiler();
            for (int i = 0; i < 10; i++) {
                assertThat(compiler.read("a{990}")).isInstanceOf(RegexReading.Compiled.class);
            }

            assertThat(compiler.read("b{990}"))
                    .isEqualTo(new RegexReading.Malformed(
                            "brings the document's expressions to 10912 instructions, at most "
                                    + "10000 are allowed in all; use fewer or smaller ones"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\\w{1,64}@\\w{1,64}\\.\\w{2,63}",
                    "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
                    "a{,5}",
                    "\\d{1,3}(\\.\\d{1,3}){3}",
                    "[A-Z]{32}",
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
    void valueThatIsTooLong_doesNotMatch() {
        Regex any = compiled("(a|.)*");

        assertThat(any.matches("a".repeat(Regex.LONGEST))).isTrue();
        assertThat(any.matches("a".repeat(Regex.LONGEST + 1))).isFalse();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {53, 54})
    void cost_isNeverBelowWhatIsBuilt(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String[] parts = {
            "a", "(", ")", "{3}", "{0,2}", "{2,}", "|", "*", "?", "[ab]", "\\Q", "\\E", "(?i)", ".", "\\d", "]", "[",
            "^"
        };
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(16), 0, parts.length).forEach(at -> text.append(parts[at]));
            if (Regex.read(text.toString()) instanceof RegexReading.Compiled compiled) {
                assertThat(RegexCost.of(text.toString(), false).instructions())
                        .as(text.toString())
                        .isGreaterThanOrEqualTo(compiled.regex().size());
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
