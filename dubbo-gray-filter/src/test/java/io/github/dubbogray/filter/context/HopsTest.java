package io.github.dubbogray.filter.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HopsTest {

    private final Hops hops = new Hops();

    @Test
    void nothingAdded_isEmpty() {
        hops.add("");

        assertThat(hops.text()).isEmpty();
    }

    @Test
    void lists_areJoinedInOrder() {
        hops.add("demo-a;lane=canary, demo-c");
        hops.add("");
        hops.add("demo-b");

        assertThat(hops.text()).isEqualTo("demo-a;lane=canary, demo-c, demo-b");
    }

    @Test
    void longList_isCutOnceAndForAll() {
        IntStream.range(0, 300).forEach(hop -> hops.add("demo-" + hop));
        String cut = hops.text();
        hops.add("late");

        assertThat(cut).hasSize(1_024).startsWith("demo-0, demo-1, ").endsWith("...");
        assertThat(hops.text()).isEqualTo(cut);
    }

    @Test
    void manyThreads_loseNoHop() {
        IntStream.range(0, 100).parallel().forEach(hop -> hops.add("demo"));

        assertThat(hops.text().split(", ")).hasSize(100).containsOnly("demo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"line\r\nbreak", "应用", "nul\0", "del\u007f"})
    void receivedTextThatIsNoHeader_countsAsNone(String text) {
        assertThat(Hops.received(text)).isEmpty();
    }

    @Test
    void received_isCutAndOtherTypesCountAsNone() {
        assertThat(Hops.received("demo-a;lane=canary")).isEqualTo("demo-a;lane=canary");
        assertThat(Hops.received("x".repeat(2_000))).hasSize(1_024).endsWith("x...");
        assertThat(Hops.received(42)).isEmpty();
        assertThat(Hops.received(null)).isEmpty();
    }
}
