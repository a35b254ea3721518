package io.github.dubbogray.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ScaleTablesTest {

    private static final Path PAGE = Path.of("..", "docs", "scale.md");
    private static final Estate SMALL = new Estate(1_000, 10_000, 500, 10, 30, 4);

    @Test
    @DisplayName("docs/scale.md has the tables of this code; -Ddubbo.gray.regenerate=true writes them")
    void page_hasTheTables() throws IOException {
        String page = Files.readString(PAGE);
        String made = ScaleTables.with(page, ScaleTables.tables());

        if (Boolean.getBoolean("dubbo.gray.regenerate")) {
            Files.writeString(PAGE, made);
        }
        assertThat(page).isEqualTo(made);
    }

    @Nested
    class OfAnHour {

        @Test
        void questions_areAsManyAsTheFormulaSays() {
            assertThat(Hour.mean(Hour.of(SMALL, 1, 1).questions()))
                    .isCloseTo(SMALL.questionsPerSecond(), Percentage.withPercentage(1));
        }

        @Test
        @DisplayName(
                "changes of one list within half a second are pushed once, so there are fewer pushes than the formula"
                        + " says")
        void pushes_areFewerThanChanges_andNotMany() {
            double pushes = Hour.mean(Hour.of(SMALL, 1, 1).pushes());

            assertThat(pushes).isLessThan(SMALL.pushesPerSecond()).isGreaterThan(0.85 * SMALL.pushesPerSecond());
        }

        @Test
        void sameSeed_isTheSameHour() {
            assertThat(Hour.of(SMALL, 1, 7).pushes())
                    .isEqualTo(Hour.of(SMALL, 1, 7).pushes());
            assertThat(Hour.of(SMALL, 1, 8).pushes())
                    .isNotEqualTo(Hour.of(SMALL, 1, 7).pushes());
        }

        @Test
        void neverReconciled_asksNothing() {
            assertThat(Hour.mean(Hour.of(SMALL.reconciledEvery(0), 1, 1).questions()))
                    .isZero();
            assertThat(SMALL.reconciledEvery(0).questionsPerSecond()).isZero();
        }
    }

    @Test
    void publication_isAnnouncedByEachFollowerOnce() {
        int sum = 0;
        for (int writes : Publication.to(1_000, 1).writes()) {
            sum += writes;
        }

        assertThat(sum).isEqualTo(1_000);
        assertThat(Publication.to(1_000, 1).most()).isBetween(500, 999);
    }

    @Test
    @DisplayName(
            "1 000 consumers of 10 of 500 applications of 20 instances: 20 of them follow one, and it has 20 instances")
    void formulas_areTheOnesOfThePage() {
        assertThat(SMALL.consumersOfOne()).isEqualTo(20);
        assertThat(SMALL.instancesOfOne()).isEqualTo(20);
        assertThat(SMALL.subscriptions()).isEqualTo(10_000);
        assertThat(SMALL.changesPerSecond()).isCloseTo(0.926, within(0.001));
        assertThat(SMALL.pushesPerSecond()).isCloseTo(18.52, within(0.01));
        assertThat(SMALL.questionsPerSecond()).isCloseTo(333.3, within(0.1));
    }
}
