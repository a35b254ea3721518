package io.github.dubbogray.router.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrayPropertiesTest {

    private static final String KEY = "dubbo.gray.some";

    private final Map<String, String> values = new HashMap<>();
    private final GrayProperties properties = GrayProperties.of(values::get);

    @Test
    void absent_isWhatCountsOtherwiseAndNoProblem() {
        assertThat(properties.isAbsent(KEY)).isTrue();
        assertThat(properties.text(KEY, "which says nothing")).isEmpty();
        assertThat(properties.textOfSomePlace(KEY, "which says nothing")).isEmpty();
        assertThat(properties.truth(KEY, true)).isTrue();
        assertThat(properties.seconds(KEY, 1, 9, 5)).isEqualTo(5);
        assertThat(properties.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void blank_isAProblemThatSaysWhatCounts(String blank) {
        values.put(KEY, blank);

        assertThat(properties.isAbsent(KEY)).isFalse();
        assertThat(properties.text(KEY, "which says nothing")).isEmpty();
        assertThat(properties.textOfSomePlace(KEY, "wherever it is")).isEmpty();
        assertThat(properties.truth(KEY, true)).isTrue();
        assertThat(properties.seconds(KEY, 1, 9, 5)).isEqualTo(5);
        assertThat(properties.problems())
                .containsExactly(
                        KEY + " is blank, which says nothing",
                        KEY + " is blank, wherever it is",
                        KEY + " is blank, must be true or false; it counts as true",
                        KEY + " is blank, must be a whole number of seconds from 1 to 9; it counts as 5");
    }

    @Test
    void blanksAround_areNotPartOfIt() {
        values.put(KEY, " true ");

        assertThat(properties.text(KEY)).contains("true");
        assertThat(properties.truth(KEY, false)).isTrue();
        assertThat(properties.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRUE", "yes", "1"})
    void noTruthValue_isAProblem(String text) {
        values.put(KEY, text);

        assertThat(properties.truth(KEY, false)).isFalse();
        assertThat(properties.problems())
                .containsExactly(KEY + " is '" + text + "', must be true or false; it counts as false");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "9, 9", "007, 7"})
    void numberWithinItsBounds_isRead(String text, long seconds) {
        values.put(KEY, text);

        assertThat(properties.seconds(KEY, 1, 9, 5)).isEqualTo(seconds);
        assertThat(properties.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "10", "-1", "1.5", "99999999999999999999999", "\u0661"})
    void otherNumber_isAProblem(String text) {
        values.put(KEY, text);

        assertThat(properties.seconds(KEY, 1, 9, 5)).isEqualTo(5);
        assertThat(properties.problems()).singleElement().asString().endsWith("from 1 to 9; it counts as 5");
    }

    @Test
    void parts_areWithoutBlanksAndEmptyOnes() {
        assertThat(GrayProperties.parts(" a, ,b c,,")).containsExactly("a", "b c");
    }
}
