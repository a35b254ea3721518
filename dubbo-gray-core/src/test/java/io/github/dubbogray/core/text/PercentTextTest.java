package io.github.dubbogray.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentTextTest {

    @ParameterizedTest
    @CsvSource({"0%, 0", "0.01%, 1", "12.5%, 1250", "012.50%, 1250", "99.99%, 9999", "100%, 10000", "100.00%, 10000"})
    void spellings_areRead(String spelling, int points) {
        assertThat(PercentText.read(spelling)).hasValue(points);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "%", "10", "10 %", " 10%", "10%\n", "-1%", "+1%", "1.%", ".5%", "1.234%", "100.01%", "1000%",
                "1e1%", "١٠%"
            })
    void otherTexts_areNot(String text) {
        assertThat(PercentText.read(text)).isEmpty();
    }

    @Test
    void everyShare_isReadFromItsSpelling() {
        for (int points = 0; points <= 10_000; points++) {
            assertThat(PercentText.read(PercentText.of(points))).hasValue(points);
        }
    }
}
