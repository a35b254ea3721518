package io.github.dubbogray.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.rule.regex.RegexCompiler;
import io.github.dubbogray.core.rule.regex.RegexReading;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatcherTest {

    private static final Letters ANY = Letters.ANY_CASE;

    @ParameterizedTest
    @CsvSource({"getUser, true", "User, true", "user, false", "ser, false", "'', false"})
    void suffix_passesWhatEndsWithIt(String value, boolean passes) {
        assertThat(new Matcher.Suffix("User", Letters.EXACT).matches(value)).isEqualTo(passes);
    }

    @ParameterizedTest
    @CsvSource({"qa, true", "QA, true", "Qa, true", "qb, false", "qaa, false"})
    void anyCase_takesLettersForTheSame(String value, boolean passes) {
        assertThat(new Matcher.Equal("qA", ANY).matches(value)).isEqualTo(passes);
        assertThat(new Matcher.OneOf(Set.of("x", "qA"), ANY).matches(value)).isEqualTo(passes);
        assertThat(matching("q[a]", ANY).matches(value)).isEqualTo(passes);
        assertThat(new Matcher.Prefix("QA", ANY).matches(value + "!")).isEqualTo(value.startsWith("qaa") || passes);
        assertThat(new Matcher.Suffix("QA", ANY).matches("!" + value)).isEqualTo(passes);
    }

    @Test
    void oneOfAnyCase_takesValuesThatDifferInCaseOnly() {
        assertThat(new Matcher.OneOf(Set.of("qa", "QA"), ANY).matches("Qa")).isTrue();
    }

    @Test
    void not_turnsTheAnswerRound() {
        Matcher not = new Matcher.Not(new Matcher.OneOf(Set.of("a", "b")));

        assertThat(not.matches("a")).isFalse();
        assertThat(not.matches("c")).isTrue();
    }

    @Test
    void every_needsAll() {
        Matcher every = new Matcher.Every(List.of(new Matcher.Prefix("a"), new Matcher.Suffix("z", Letters.EXACT)));

        assertThat(every.matches("a-z")).isTrue();
        assertThat(every.matches("a-y")).isFalse();
        assertThat(every.matches("b-z")).isFalse();
    }

    @Test
    void matcher_describesItself() {
        assertThat(List.of(
                                new Matcher.Equal("qa", ANY),
                                new Matcher.OneOf(Set.of("b", "a"), ANY),
                                new Matcher.Prefix("get"),
                                new Matcher.Suffix("User", Letters.EXACT),
                                matching("a+", Letters.EXACT),
                                new Matcher.Within(NumberRangeTest.range("1", "10")),
                                new Matcher.Not(new Matcher.Equal("x")),
                                new Matcher.Every(List.of(new Matcher.Prefix("a"), new Matcher.Prefix("ab"))))
                        .stream()
                        .map(Matcher::describe))
                .containsExactly(
                        "is qa ignoring case",
                        "in [a, b] ignoring case",
                        "begins with get",
                        "ends with User",
                        "matches a+",
                        "is a number from 1 to 10",
                        "not (is x)",
                        "begins with a and begins with ab");
    }

    private static Matcher matching(String regex, Letters letters) {
        return new Matcher.Matching(
                ((RegexReading.Compiled) letters.readRegex(new RegexCompiler(), regex)).regex(), letters);
    }
}
