package io.github.dubbogray.core.document.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextBoundsTest {

    private static final String LONG = "x".repeat(TextBounds.MAX_RUN);

    @Nested
    class Lines {

        @ParameterizedTest
        @MethodSource("io.github.dubbogray.core.document.yaml.TextBoundsTest#longLines")
        void longLine_isRefusedWithItsNumber(String text) {
            assertThat(YamlText.read(text))
                    .isInstanceOfSatisfying(
                            YamlReading.Broken.class,
                            broken -> assertThat(broken.faults())
                                    .singleElement()
                                    .asString()
                                    .contains("2", "at most 131072 are read; break it"));
        }

        @Test
        void longestLine_isRead() {
            assertThat(YamlText.read("a: 1\n# " + LONG.substring(2))).isInstanceOf(YamlReading.Parsed.class);
            assertThat(YamlText.read("a: 1\nb: " + LONG.substring(3))).isInstanceOf(YamlReading.Parsed.class);
        }

        @Test
        void longLineOfShortParts_isRead() {
            String list = "aaaaaaaa, ".repeat(TextBounds.MAX_LINE / 10 - 3);

            assertThat(YamlText.read("a: [" + list + "b]")).isInstanceOf(YamlReading.Parsed.class);
            assertThat(YamlText.read("a: [" + list + list + "b]"))
                    .isInstanceOfSatisfying(
                            YamlReading.Broken.class,
                            broken -> assertThat(broken.faults())
                                    .singleElement()
                                    .asString()
                                    .contains("at most 524288 are read; break it"));
        }

        @Test
        void manyLines_areReadToTheLongestText() {
            assertThat(YamlText.read("a: |\n" + " line\n".repeat((YamlText.MAX_LENGTH - 5) / 6)))
                    .isInstanceOf(YamlReading.Parsed.class);
        }
    }

    static Stream<String> longLines() {
        return Stream.of(
                "a: 1\nb: " + LONG,
                "a: 1\n# " + LONG + "\nc: 2",
                "a: |\n  " + LONG,
                "a: 1\nb: '" + LONG + "'",
                "a: 1\r\nb: \"" + LONG + "\"\r\n");
    }
}
