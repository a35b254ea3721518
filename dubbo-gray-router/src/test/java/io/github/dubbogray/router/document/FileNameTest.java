package io.github.dubbogray.router.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    private static final String LETTERS = "aZ0._-+%/\\:\u0000 \n~é灰度\uD83D\uDE80";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"demo-provider.gray-router", "Shop_1.2", "public", "0f3c-aa", "...", ".hidden"})
    void ordinaryName_isItsOwn(String text) {
        assertThat(FileName.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "'', %",
        "., %2E",
        ".., %2E%2E",
        "../.., ..%2F..",
        "a b, a%20b",
        "a+b, a%2Bb",
        "a%2Fb, a%252Fb",
        "灰, %E7%81%B0",
        "c:\\x, c%3A%5Cx"
    })
    void otherName_isEncoded(String text, String name) {
        assertThat(FileName.of(text)).isEqualTo(name);
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
        List<String> tried = new ArrayList<>(List.of("", ".", "..", "/", "../x", "%", "%2E", "a".repeat(400)));
        for (int i = 0; i < 2_000; i++) {
            tried.add(text(random));
        }
        for (String text : tried) {
            String name = FileName.of(text);

            assertThat(textsByName.getOrDefault(name, text)).isEqualTo(text);
            assertThat(directory.resolve(name).normalize().getParent()).isEqualTo(directory);
            assertThat((name + LastGoodFile.DAMAGED).getBytes(StandardCharsets.UTF_8).length)
                    .isLessThanOrEqualTo(255);
            textsByName.put(name, text);
        }
        Files.writeString(directory.resolve(FileName.of("a".repeat(400)) + LastGoodFile.DAMAGED), "fits");
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
