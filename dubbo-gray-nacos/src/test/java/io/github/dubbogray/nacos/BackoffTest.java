package io.github.dubbogray.nacos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("E35: three tries, waits that double, at random, and capped")
class BackoffTest {

    private final Random random = new Random(1);

    @Test
    void waits_doubleAndAreCapped() {
        Backoff backoff = new Backoff(9, Duration.ofMillis(100), Duration.ofMillis(1_000), Duration.ofHours(1));
        int[] longest = {100, 200, 400, 800, 1_000, 1_000};
        for (int made = 1; made <= longest.length; made++) {
            for (int i = 0; i < 1_000; i++) {
                assertThat(backoff.after(made, random).toNanos())
                        .isBetween(longest[made - 1] * 500_000L, longest[made - 1] * 1_000_000L);
            }
        }
    }

    @Test
    void waits_differ() {
        assertThat(IntStream.range(0, 100)
                        .mapToObj(i -> Backoff.DEFAULT.after(1, random))
                        .distinct())
                .hasSizeGreaterThan(90);
    }

    @Test
    void manyTries_overflowNothing() {
        assertThat(Backoff.DEFAULT.after(Integer.MAX_VALUE, random))
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void end_isAfterThreeTriesOrFiveSeconds() {
        assertThat(Backoff.DEFAULT.goesOn(2, Duration.ofMillis(4_999))).isTrue();
        assertThat(Backoff.DEFAULT.goesOn(3, Duration.ZERO)).isFalse();
        assertThat(Backoff.DEFAULT.goesOn(1, Duration.ofSeconds(5))).isFalse();
    }
}
