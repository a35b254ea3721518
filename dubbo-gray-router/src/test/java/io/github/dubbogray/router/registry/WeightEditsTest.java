package io.github.dubbogray.router.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.router.event.InOrder;
import io.github.dubbogray.testing.CapturedLog;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("I1: an operator's weight, and its loss, are said once for each instance")
class WeightEditsTest {

    private final InOrder told = new InOrder();
    private final WeightEdits edits = new WeightEdits("shop", told);

    @Test
    void firstList_saysNothing() {
        assertThat(said(List.of(Listed.at(1), Listed.at(2, 0.5)), Set.of())).isEmpty();
    }

    @Test
    void changed_isSaidWithBothWeights() {
        edits.take(List.of(Listed.at(1)), address -> false);

        assertThat(said(List.of(Listed.at(1, 0.2)), Set.of("127.0.0.1:1")))
                .contains("The registry's weight of '127.0.0.1:1' in shop is 0.2, was 1.0");
        assertThat(said(List.of(Listed.at(1, 0.2)), Set.of("127.0.0.1:1"))).isEmpty();
        assertThat(said(List.of(Listed.at(1)), Set.of("127.0.0.1:1"))).contains("is 1.0, was 0.2");
    }

    @Test
    void lostWhileNobodyWasListed_isSaid() {
        edits.take(List.of(Listed.at(1, 0.2)), address -> false);
        edits.take(List.of(), address -> true);

        assertThat(said(List.of(Listed.at(1)), Set.of())).contains("is 1.0, was 0.2");
    }

    @Test
    void unknownAgain_saysNothing() {
        edits.take(List.of(Listed.at(1)), address -> false);
        edits.take(List.of(), address -> true);

        assertThat(said(List.of(Listed.at(1, 0.3)), Set.of())).isEmpty();
    }

    @Test
    void manyThatComeAndGo_areForgotten() {
        edits.take(
                IntStream.range(1, 12_000)
                        .mapToObj(port -> Listed.at(port, 0.5))
                        .toList(),
                address -> false);

        assertThat(said(List.of(Listed.at(1)), Set.of())).isEmpty();
        assertThat(said(List.of(Listed.at(11_999)), Set.of())).contains("was 0.5");
    }

    private String said(List<RegisteredInstance> list, Set<String> known) {
        try (CapturedLog log = new CapturedLog()) {
            edits.take(list, known::contains);
            assertThat(log.text()).isEmpty(); // a lock may be held
            told.run();
            return log.text().lines().filter(line -> line.contains("weight of")).collect(Collectors.joining("\n"));
        }
    }
}
