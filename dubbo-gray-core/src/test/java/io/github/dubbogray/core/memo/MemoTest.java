package io.github.dubbogray.core.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoTest {
    private final Memo<String, Integer> memo = new Memo<>(4);

    @Test
    void get_whatWasPut_isThere() {
        memo.put("a", 1);

        assertThat(memo.get("a")).isEqualTo(1);
        assertThat(memo.get("b")).isNull();
    }

    @Test
    void getWithAnAnswer_worksItOutOnce() {
        assertThat(memo.get("abc", String::length)).isEqualTo(3);
        assertThat(memo.get("abc", key -> -1)).isEqualTo(3);
        assertThat(memo.get("abc")).isEqualTo(3);
    }

    @Test
    void put_sameKeyAgain_replaces() {
        IntStream.range(0, 4).forEach(i -> memo.put("k" + i, i));

        memo.put("k0", 10);

        assertThat(memo.get("k0")).isEqualTo(10);
        assertThat(memo.size()).isEqualTo(4);
    }

    @Test
    void put_manyMoreThanCapacity_staysBounded() {
        for (int i = 0; i < 10_000; i++) {
            memo.put("junk" + i, i);

            assertThat(memo.size()).isLessThanOrEqualTo(8);
        }
    }

    @Test
    void get_askedForInEachGeneration_isNeverForgotten() {
        memo.put("busy", 1);

        for (int i = 0; i < 10_000; i++) {
            memo.put("junk" + i, i);

            assertThat(memo.get("busy")).isEqualTo(1);
        }
    }

    @Test
    void get_notAskedForWhileTwoGenerationsFill_isForgotten() {
        memo.put("idle", 1);

        IntStream.range(0, 9).forEach(i -> memo.put("junk" + i, i));

        assertThat(memo.get("idle")).isNull();
    }

    @Test
    void put_ofManyThreads_staysBoundedAndKeepsNoWrongAnswer() {
        Memo<Integer, Integer> shared = new Memo<>(16);

        List<Integer> wrong = IntStream.range(0, 100_000)
                .parallel()
                .map(i -> (i * 31) % 1_000)
                .filter(key -> {
                    Integer known = shared.get(key);
                    shared.put(key, key);
                    return known != null && known != key;
                })
                .boxed()
                .toList();

        assertThat(wrong).isEmpty();
        assertThat(shared.size())
                .isLessThanOrEqualTo(2 * (16 + Runtime.getRuntime().availableProcessors()));
    }

    @Test
    void new_withoutRoom_namesTheValue() {
        assertThatThrownBy(() -> new Memo<>(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("capacity is 0, must be at least 1");
    }
}
