package io.github.dubbogray.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest(name = "{0} is {1} ms, spelled {2}")
    @CsvSource({
        "0s, 0, 0s",
        "500ms, 500, 500ms",
        "1000ms, 1000, 1s",
        "90s, 90000, 90s",
        "120s, 120000, 2m",
        "5m, 300000, 5m",
        "60m, 3600000, 1h",
        "1h, 3600000, 1h"
    })
    void durations_areReadAndSpelled(String text, long millis, String spelled) {
        assertThat(DurationText.read(text)).contains(Duration.ofMillis(millis));
        assertThat(DurationText.of(Duration.ofMillis(millis))).isEqualTo(spelled);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "s", "1.5s", "-1s", "1 s", "1S", "1d", "PT1S", "1234567890s", "١s"})
    void otherTexts_areNoDuration(String text) {
        assertThat(DurationText.read(text)).isEmpty();
    }
}
