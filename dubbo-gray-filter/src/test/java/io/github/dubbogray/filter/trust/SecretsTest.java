package io.github.dubbogray.filter.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    private static final String OLD = "the secret until today";
    private static final String NEW = "the secret from now on";

    private final List<String> problems = new ArrayList<>();

    @Nested
    class Read {

        @Test
        void severalWithBlanksAroundThem_areThoseTexts() {
            Secrets both = of(" " + NEW + " ,\t" + OLD);

            assertThat(both.sign("canary")).isEqualTo(of(NEW).sign("canary"));
            assertThat(both.haveSigned("canary", of(OLD).sign("canary"))).isTrue();
            assertThat(problems).isEmpty();
        }

        @Test
        void oneOfSixteenCharacters_isOne() {
            assertThat(read("0123456789abcdef")).isPresent();
            assertThat(problems).isEmpty();
        }

        @Test
        void tooShort_isLeftOut() {
            assertThat(of("123456789012345," + OLD).describe()).isEqualTo("dubbo.gray.entry.secret");
            assertThat(problems)
                    .containsExactly("dubbo.gray.entry.secret: secret 1 of 2 has 15 characters, must have at least 16;"
                            + " it is left out");
        }

        @Test
        @DisplayName("a variable that was not set, in ${NEW},${OLD}, is said and is no secret")
        void blank_isLeftOut() {
            assertThat(of("," + OLD).sign("canary")).isEqualTo(of(OLD).sign("canary"));
            assertThat(problems).containsExactly("dubbo.gray.entry.secret: secret 1 of 2 is blank; it is left out");
        }

        @Test
        void twice_countsOnce() {
            assertThat(of(OLD + "," + NEW + "," + OLD).describe())
                    .isEqualTo("one of the 2 secrets of dubbo.gray.entry.secret");
            assertThat(problems)
                    .containsExactly("dubbo.gray.entry.secret: secret 3 of 3 stands before it already; it is left out");
        }

        @Test
        void fifth_isOneTooMany() {
            Secrets four = of(numbered(5));

            assertThat(four.haveSigned("canary", of(secret(4)).sign("canary"))).isTrue();
            assertThat(four.haveSigned("canary", of(secret(5)).sign("canary"))).isFalse();
            assertThat(problems)
                    .containsExactly(
                            "dubbo.gray.entry.secret: secret 5 of 5 is one too many, at most 4 count; it is left out");
        }

        @ParameterizedTest
        @ValueSource(strings = {",", "short", "short,shorter", " , short"})
        void noneIsLeft_isNoneAndSaysSo(String text) {
            assertThat(read(text)).isEmpty();
            assertThat(problems).last().asString().endsWith("it is left out, tags are not signed");
        }

        @Test
        void problems_showNoSecret() {
            read(NEW + ",tiny-one," + NEW + "," + numbered(5));

            assertThat(problems).hasSize(4);
            assertThat(String.join("", problems)).doesNotContain(NEW, "tiny-one", "number");
        }
    }

    @Nested
    class HaveSigned {

        private final Secrets both = of(NEW + "," + OLD);

        @Test
        void each_isBelieved() {
            assertThat(both.haveSigned("canary", of(NEW).sign("canary"))).isTrue();
            assertThat(both.haveSigned("canary", of(OLD).sign("canary"))).isTrue();
        }

        @Test
        void theTwoAsOneText_areNot() {
            assertThat(both.haveSigned("canary", of(NEW + OLD).sign("canary"))).isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "0", "0123456789abcdef0123456789abcdef"})
        void othersBytes_areNot(String bytes) {
            assertThat(both.haveSigned("canary", bytes.getBytes(StandardCharsets.UTF_8)))
                    .isFalse();
        }
    }

    private Secrets of(String text) {
        return read(text).orElseThrow();
    }

    private Optional<Secrets> read(String text) {
        return Secrets.read(text, problems::add);
    }

    private static String numbered(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(SecretsTest::secret).collect(Collectors.joining(","));
    }

    private static String secret(int number) {
        return "the secret of number " + number;
    }
}
