package io.github.dubbogray.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.Documents;
import io.github.dubbogray.core.table.Table;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules over an argument that says something else each time it is read. */
class ChangingArgumentTest {

    @Test
    @DisplayName("R2: each rule is asked once, in order, of what the argument is then")
    void rules_seeWhatIsThereInTheirTurn() {
        Table table = table(
                "  - { id: first, when: { argument.0: a }, to: canary }",
                "  - { id: second, when: { argument.0: b }, to: beta }",
                "  - { id: third, when: { argument.0: a }, to: canary }");

        assertThat(lane(table, new Readings("a", "b"))).isEqualTo("canary");
        assertThat(lane(table, new Readings("x", "b", "a"))).isEqualTo("beta");
        assertThat(lane(table, new Readings("b", "a", "b", "a"))).isNull();
    }

    @Test
    @DisplayName("R4: the key of a split is read once, so a split gives the lane of some key that was there")
    void stickyKey_isReadOnce() {
        Table table = table("  - { id: ramp, to: { canary: 50%, stable: 50% }, sticky: argument.0 }");
        List<String> keys = IntStream.range(0, 200).mapToObj(Integer::toString).toList();

        for (String key : keys) {
            Readings readings = new Readings(key, "other");

            assertThat(lane(table, readings)).isEqualTo(lane(table, new Readings(key)));
            assertThat(readings.count).isEqualTo(1);
        }
    }

    private static Table table(String... rules) {
        return Documents.table(
                "lanes: { canary: { labels: { version: v2 } }, beta: { labels: { version: v3 } } }",
                "rules:",
                String.join("\n", rules));
    }

    private static @Nullable String lane(Table table, Readings argument) {
        return table.color(WholeRequest.of(Map.of(), argument), () -> {
                            throw new AssertionError("drawn, though the key was there");
                        })
                        instanceof Coloring.Claimed claimed
                ? claimed.lane()
                : null;
    }

    /** Gives one text after the other, the last one for ever. */
    private static final class Readings {

        private final String[] texts;
        private int count;

        Readings(String... texts) {
            this.texts = texts;
        }

        @Override
        public String toString() {
            return texts[Math.min(count++, texts.length - 1)];
        }
    }
}
