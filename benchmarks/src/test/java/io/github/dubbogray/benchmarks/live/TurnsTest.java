package io.github.dubbogray.benchmarks.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final List<String> ALL = List.of("a", "b", "c", "d");

    private final List<List<String>> turns =
            IntStream.range(0, 8).mapToObj(turn -> Turns.order(ALL, turn)).toList();

    @Test
    void everyTurn_hasAll() {
        assertThat(turns).allSatisfy(turn -> assertThat(turn).containsExactlyInAnyOrderElementsOf(ALL));
    }

    @Test
    void firstTurns_giveEachEachPlaceOnce() {
        for (int place = 0; place < ALL.size(); place++) {
            int at = place;
            assertThat(turns.subList(0, 4).stream().map(turn -> turn.get(at))).containsExactlyInAnyOrderElementsOf(ALL);
        }
    }

    @Test
    void neighbours_comeInEitherOrderEquallyOften() {
        for (int i = 1; i < ALL.size(); i++) {
            String one = ALL.get(i - 1);
            String other = ALL.get(i);
            assertThat(turns.stream().filter(turn -> turn.indexOf(one) < turn.indexOf(other)))
                    .hasSize(4);
        }
    }
}
