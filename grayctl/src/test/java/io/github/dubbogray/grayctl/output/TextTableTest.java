package io.github.dubbogray.grayctl.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTableTest {

    @Test
    void columns_standOneBelowTheOther() {
        TextTable table = new TextTable("  ", "NAME", "N", "NOTE");
        table.add("a", "1000", "");
        table.add("longer 😀", "1", "x");
        List<String> lines = new ArrayList<>();
        table.toLines(lines::add);

        assertThat(lines).containsExactly("  NAME       N     NOTE", "  a          1000  -", "  longer 😀  1     x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "it was slow | 11 | it was slow",
                "it was slow | 10 | it was sl…",
                "变慢了 ok | 8 | 变慢了 …",
                "变慢了 ok | 9 | 变慢了 ok",
                "变慢了 ok | 6 | 变慢…"
            })
    void lineThatIsTooWide_isCut_byColumnsOfATerminal(String line, int columns, String cut) {
        assertThat(TextTable.cut(line, columns)).isEqualTo(cut);
    }
}
