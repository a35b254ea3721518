package io.github.dubbogray.router.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.router.settings.Surroundings;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeepersTest {

    private final Keepers keepers = new Keepers(Surroundings.ofSystem());

    @AfterEach
    void close() {
        keepers.close();
    }

    @Test
    void keeper_isAskedUntilItKeepsNothing() {
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger ofAnother = new AtomicInteger();
        keepers.add("one", () -> asked.incrementAndGet() < 2);
        keepers.add("another", () -> ofAnother.incrementAndGet() < 4);

        await().until(() -> ofAnother.get() == 4);
        assertThat(asked).hasValue(2);
    }

    @Test
    void keeperThatThrows_isAskedAgainAndHoldsUpNobody() {
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger ofAnother = new AtomicInteger();
        keepers.add("broken", () -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("test");
            }
            return false;
        });
        keepers.add("another", () -> ofAnother.incrementAndGet() < 2);

        await().until(() -> asked.get() == 2 && ofAnother.get() == 2);
    }

    @Test
    void newKeeperWhileTheOldOneIsAsked_takesItsPlace() {
        AtomicInteger old = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        keepers.add("one", () -> {
            old.incrementAndGet();
            keepers.add("one", () -> taken.incrementAndGet() < 2);
            return true;
        });

        await().until(() -> taken.get() == 2);
        assertThat(old).hasValue(1);
    }

    @Test
    void closed_asksNobody() {
        AtomicInteger asked = new AtomicInteger();
        keepers.close();

        keepers.add("one", () -> asked.incrementAndGet() > 0);

        assertThat(asked).hasValue(0);
    }
}
