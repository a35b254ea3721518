package io.github.dubbogray.core.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailurePolicyTest {

    private final FailurePolicy policy = new FailurePolicy(
            Set.of("java.io.IOException", "java.lang.IllegalStateException"),
            Set.of("java.io.FileNotFoundException"),
            List.of(
                    MethodPattern.read("get*").orElseThrow(),
                    MethodPattern.read("query").orElseThrow()));

    @Nested
    @DisplayName("H1: a business exception is ignored unless the document says that it is a failure")
    class OutcomeOf {

        @Test
        void nearestNamedType_decides() {
            assertThat(policy.outcomeOf(IOException.class, Outcome.IGNORED)).isEqualTo(Outcome.FAILURE);
            assertThat(policy.outcomeOf(ZipException.class, Outcome.IGNORED)).isEqualTo(Outcome.FAILURE);
            assertThat(policy.outcomeOf(FileNotFoundException.class, Outcome.FAILURE))
                    .isEqualTo(Outcome.IGNORED);
        }

        @Test
        void typeThatIsNotNamed_staysWhatItIs() {
            assertThat(policy.outcomeOf(IllegalArgumentException.class, Outcome.IGNORED))
                    .isEqualTo(Outcome.IGNORED);
            assertThat(FailurePolicy.NONE.outcomeOf(Error.class, Outcome.FAILURE))
                    .isEqualTo(Outcome.FAILURE);
        }

        @Test
        void typeThatIsBoth_isRefused() {
            assertThatThrownBy(() -> new FailurePolicy(Set.of("a.B"), Set.of("a.B"), List.of()))
                    .hasMessage("both a failure and ignored: [a.B]");
        }
    }

    @Nested
    class RetryOnStable {

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource({"get, true", "getUser, true", "forget, false", "query, true", "queryAll, false", "GetUser, false"})
        void patterns_areNamesOrPrefixes(String method, boolean expected) {
            assertThat(policy.mayRetryOnStable(method)).isEqualTo(expected);
        }

        @ParameterizedTest
        @ValueSource(strings = {"get*", "query", "*", "$_9*"})
        void spelling_isKept(String text) {
            assertThat(MethodPattern.read(text)).map(MethodPattern::toString).contains(text);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "**", "*get", "g*t", "9a", "a b", "a.b"})
        void otherTexts_areNoPattern(String text) {
            assertThat(MethodPattern.read(text)).isEmpty();
        }
    }
}
