package io.github.dubbogray.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    private static final String LETTERS = "azAZ0._-+%/\\:\u0000 \n~éÉ灰度\uD83D\uDE80\uDE80\uD83D?";

    /** What Windows opens instead of a file of that name, with and without an ending. */
    private static final Pattern DEVICE =
            Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?", Pattern.CASE_INSENSITIVE);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {"demo-provider.gray-router", "shop_1.2", "public", "0f3c-aa", ".hidden", "console", "com10"})
    void ordinaryName_isItsOwn(String text) {
        assertThat(FileName.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "'', %",
        "., %2E",
        ".., %2E%2E",
        "../.., ..%2F.%2E",
        "a b, a%20b",
        "a+b, a%2Bb",
        "a%2fb, a%252fb",
        "灰, %E7%81%B0",
        "c:\\x, c%3A%5Cx",
        "Shop, %53hop",
        "x., x%2E",
        "..., ..%2E",
        "'x ', x%20",
        "con, %63on",
        "NUL, %4E%55%4C",
        "aux.txt, %61ux.txt",
        "com1.gray-router, %63om1.gray-router",
        "nul., nul%2E"
    })
    void otherName_isEncoded(String text, String name) {
        assertThat(FileName.of(text)).isEqualTo(name);
    }

    @Test
    void namesThatDifferInTheCaseOfLetters_areTwoEverywhere() {
        assertThat(FileName.of("Shop")).isNotEqualToIgnoringCase(FileName.of("shop"));
        assertThat(FileName.of("a".repeat(400))).isNotEqualToIgnoringCase(FileName.of("A".repeat(400)));
        assertThat(FileName.of("É")).isNotEqualToIgnoringCase(FileName.of("é"));
    }

    @Test
    void unpairedSurrogates_areNotOneNameNorThatOfAQuestionMark() {
        assertThat(List.of(FileName.of("a\uD83D"), FileName.of("a\uDE80"), FileName.of("a?")))
                .containsExactly("a%ED%A0%BD", "a%ED%BA%80", "a%3F");
        assertThat(FileName.of("a".repeat(400) + "\uD83D")).isNotEqualTo(FileName.of("a".repeat(400) + "?"));
    }

    @Test
    void nul_isEncoded() {
        assertThat(FileName.of("a\u0000b")).isEqualTo("a%00b");
    }

    @Test
    void longNames_endInTheirHashAndDiffer() {
        String first = FileName.of("灰".repeat(500) + "a");
        String second = FileName.of("灰".repeat(500) + "b");

        assertThat(first).isNotEqualTo(second).hasSize(FileName.LONGEST).startsWith("%E7%81%B0%E7");
        assertThat(FileName.of("a".repeat(FileName.LONGEST))).isEqualTo("a".repeat(FileName.LONGEST));
        assertThat(FileName.of("a".repeat(FileName.LONGEST + 1)))
                .hasSize(FileName.LONGEST)
                .contains("%sha256-");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void anyTexts_haveNamesOfTheirOwnInsideTheFolder(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, String> textsByName = new HashMap<>();
        List<String> tried = new ArrayList<>(List.of(
                "",
                ".",
                "..",
                "/",
                "../x",
                "%",
                "%2E",
                "a".repeat(400),
                "con",
                "Con",
                "nul",
                "nul.",
                "lpt9.x",
                "%6Eul",
                "con." + "a".repeat(400),
                "a".repeat(FileName.LONGEST - 1) + ".",
                "nul." + "a".repeat(FileName.LONGEST - 4)));
        for (int i = 0; i < 2_000; i++) {
            tried.add(text(random));
        }
        for (String text : tried) {
            String name = FileName.of(text);
            String folded = name.toLowerCase(Locale.ROOT); // as file systems that know no capital letters see it

            assertThat(textsByName.getOrDefault(folded, text)).isEqualTo(text);
            assertThat(DEVICE.matcher(name).matches()).as(name).isFalse();
            assertThat(name).doesNotEndWith(".").doesNotEndWith(" ");
            assertThat(directory.resolve(name).normalize().getParent()).isEqualTo(directory);
            assertThat((name + ".damaged").getBytes(StandardCharsets.UTF_8).length)
                    .isLessThanOrEqualTo(255);
            textsByName.put(folded, text);
        }
        Files.writeString(directory.resolve(FileName.of("a".repeat(400)) + ".damaged"), "fits");
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        int[] letters = LETTERS.codePoints().toArray();
        int length = random.nextInt(random.nextInt(100) == 0 ? 300 : 5);
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return text.toString();
    }
}
