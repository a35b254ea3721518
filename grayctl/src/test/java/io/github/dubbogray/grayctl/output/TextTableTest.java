package io.github.dubbogray.grayctl.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void columns_standOneBelowTheOther() {
        TextTable table = new TextTable("  ", "NAME", "N", "NOTE");
        table.add("a", "1000", "");
        table.add("longer 😀", "1", "x");
        List<String> lines = new ArrayList<>();
        table.toLines(lines::add);

        assertThat(lines).containsExactly("  NAME      N     NOTE", "  a         1000  -", "  longer 😀  1     x");
    }
}
