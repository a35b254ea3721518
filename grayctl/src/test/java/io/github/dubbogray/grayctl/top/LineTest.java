package io.github.dubbogray.grayctl.top;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineTest {

    @ParameterizedTest
    @CsvSource({
        "abcdef, 6, abcdef",
        "abcdefg, 6, abcde…",
        "回滚回滚, 8, 回滚回滚",
        "回滚回滚, 7, 回滚回…",
        "回滚回滚, 6, 回滚…",
        "a回滚, 4, a回…"
    })
    void fitting_countsColumnsAndNotLetters(String text, int width, String expected) {
        Line fitting = Line.plain(text).fitting(width);

        assertThat(fitting.text()).isEqualTo(expected);
        assertThat(Line.columnsOf(fitting.text())).isLessThanOrEqualTo(width);
    }

    @Test
    void bar_isAsWideAsTheScreen() {
        assertThat(Line.columnsOf(new Line("回滚", Line.Tone.BAR).fitting(11).text()))
                .isEqualTo(11);
    }
}
