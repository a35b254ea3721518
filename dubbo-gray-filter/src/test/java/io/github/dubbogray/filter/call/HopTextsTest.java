package io.github.dubbogray.filter.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HopTextsTest {

    private static final int MANY = 10_000;

    private final HopTexts texts = new HopTexts();

    @Test
    void whatIsNotKnown_isLeftOut() {
        assertThat(texts.of("demo-a", "canary", "v2")).isEqualTo("demo-a;lane=canary;version=v2");
        assertThat(texts.of("demo-a", "canary", null)).isEqualTo("demo-a;lane=canary");
        assertThat(texts.of("demo-a", null, "v2")).isEqualTo("demo-a;version=v2");
        assertThat(texts.of("demo-a", null, null)).isEqualTo("demo-a");
    }

    @Test
    void moreHopsThanThereAreTextsReady_haveTheirOwn() {
        Set<String> distinct = IntStream.range(0, 2 * MANY)
                .mapToObj(number -> texts.of("demo-" + number % MANY, "canary", "v" + number % MANY))
                .collect(Collectors.toSet());

        assertThat(distinct).hasSize(MANY).contains("demo-7;lane=canary;version=v7");
    }

    @Test
    void hopsThatComeAgain_areReadyAfterManyThatCameOnce() {
        IntStream.range(0, MANY).forEach(number -> texts.of("demo-" + number, "canary", null));
        List<String> first = few();

        assertThat(few()).usingElementComparator((a, b) -> a == b ? 0 : 1).isEqualTo(first);
    }

    private List<String> few() {
        return IntStream.range(0, 20)
                .mapToObj(number -> texts.of("shop-" + number, "stable", "v1"))
                .toList();
    }
}
