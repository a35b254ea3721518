package io.github.dubbogray.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotedTest {

    @Nested
    class Of {

        @Test
        void plainText_isQuoted() {
            assertThat(Quoted.of("canary")).isEqualTo("'canary'");
        }

        @Test
        void emptyText_isTwoQuotes() {
            assertThat(Quoted.of("")).isEqualTo("''");
        }
    }

    @Nested
    class Line {

        @Test
        void longText_isWhole_andOneLine() {
            String text = "a".repeat(5_000);

            assertThat(Quoted.line(text + "\r\u001b[2K\n\u202e")).isEqualTo(text + "\\u000D\\u001B[2K\\u000A\\u202E");
        }
    }

    @Nested
    class Bare {

        @Test
        void otherScriptsAndEmoji_areShown() {
            assertThat(Quoted.bare("金丝雀 é 😀")).isEqualTo("金丝雀 é 😀");
        }

        @Test
        void lineBreaks_areSpelledOut() {
            assertThat(Quoted.bare("a\r\nb\u2028c\u2029d")).isEqualTo("a\\u000D\\u000Ab\\u2028c\\u2029d");
        }

        @Test
        void whatPrintsAsNothing_isSpelledOut() {
            assertThat(Quoted.bare("\u0000\u001b\ufeff\u200b\u202e\u00ad"))
                    .isEqualTo("\\u0000\\u001B\\uFEFF\\u200B\\u202E\\u00AD");
        }

        @Test
        void blanksOfOtherKinds_areSpelledOut() {
            assertThat(Quoted.bare("a\u00a0b\u3000c\u2000\u2007\u200a\u202f\u205f\u1680d e"))
                    .isEqualTo("a\\u00A0b\\u3000c\\u2000\\u2007\\u200A\\u202F\\u205F\\u1680d e");
        }

        @Test
        void fillersThatAreLetters_areSpelledOut() {
            assertThat(Quoted.bare("\u3164\u2800\u115f\u1160\uffa0\u034f\u17b4\ufe0f\u180b"))
                    .isEqualTo("\\u3164\\u2800\\u115F\\u1160\\uFFA0\\u034F\\u17B4\\uFE0F\\u180B");
        }

        @Test
        void unpairedSurrogate_isSpelledOut() {
            assertThat(Quoted.bare("a\ud83d")).isEqualTo("a\\uD83D");
        }

        @Test
        void textOf80Characters_isWhole() {
            assertThat(Quoted.bare("x".repeat(80))).isEqualTo("x".repeat(80));
        }

        @Test
        void longerText_isCut() {
            assertThat(Quoted.bare("x".repeat(81))).isEqualTo("x".repeat(80) + "…");
        }

        @Test
        void cutInsideEmoji_keepsItWhole() {
            assertThat(Quoted.bare("x".repeat(79) + "😀y")).isEqualTo("x".repeat(79) + "😀…");
        }

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {1, 2, 3})
        void anyText_becomesOneBoundedLine(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 2_000; i++) {
                StringBuilder text = new StringBuilder();
                random.ints(random.nextInt(120), 0, 0x10000).forEach(c -> text.append((char) c));

                String shown = Quoted.bare(text.toString());

                assertThat(shown.chars().anyMatch(Character::isISOControl)).isFalse();
                assertThat(shown.length()).isLessThanOrEqualTo(80 * 6 + 1);
            }
        }
    }
}
