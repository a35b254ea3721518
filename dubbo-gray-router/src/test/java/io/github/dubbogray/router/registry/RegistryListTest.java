package io.github.dubbogray.router.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.router.connection.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RegistryListTest {

    private static final String ADDRESS = "127.0.0.1:1";

    private long nanos = Long.MAX_VALUE - Settling.NANOS / 2; // runs over during a test
    private Connection connection = new Connection(true, 1);
    private final Settling settling = new Settling(() -> connection, () -> nanos);
    private final RegistryList list = new RegistryList(settling, () -> nanos);

    /** Whom a list has, and Dubbo is not told of. */
    @Nested
    class Present {

        @Test
        void settled_isNotKept() {
            list.take(List.of(of("r1")));

            assertThat(list.isKept(ADDRESS, "r1")).isFalse();
        }

        @Test
        void listOfBeforeTheLoss_isKept() {
            list.take(List.of(of("r1")));
            loseConnection();
            nanos += Duration.ofSeconds(20).toNanos();

            assertThat(list.isKept(ADDRESS, "r1")).isTrue();
            assertThat(list.isKept("127.0.0.1:2", "r1")).isFalse();
        }

        @Test
        void listOfAfterTheLoss_isKeptAsLongAsDubboMayBeBehind() {
            list.take(List.of(of("r1")));
            loseConnection();
            settling.isOn();
            list.take(List.of(of("r1")));

            nanos += RegistryList.BEHIND_NANOS;
            assertThat(list.isKept(ADDRESS, "r1")).isTrue();
            list.take(List.of(of("r1")));
            nanos++;
            assertThat(list.isKept(ADDRESS, "r1")).isFalse();
        }

        @Test
        void ofAnotherRevision_mayServeSomethingElse() {
            list.take(List.of(of("r1")));
            loseConnection();
            settling.isOn();
            list.take(List.of(of("r2")));

            assertThat(list.isKept(ADDRESS, "r1")).isFalse();
            assertThat(list.isKept(ADDRESS, "r2")).isTrue();
            assertThat(list.isKept(ADDRESS, "")).as("found by interface").isTrue();
        }
    }

    @Nested
    class Missing {

        @Test
        void settled_isNotKept() {
            list.take(List.of(of("r1")));
            list.take(List.of());

            assertThat(list.isMissing(ADDRESS)).isFalse();
        }

        @Test
        void whileItSettles_isKeptForThirtySeconds() {
            list.take(List.of(of("r1"), Listed.at(2)));
            loseConnection();
            list.take(List.of(Listed.at(2)));

            nanos += Settling.NANOS;
            assertThat(list.step()).isFalse();
            assertThat(list.isKept(ADDRESS, "r1")).isTrue();
            nanos++;
            assertThat(list.step()).isTrue();
            assertThat(list.isKept(ADDRESS, "r1")).isFalse();
        }

        @Test
        void whileTheRegistryIsAway_noTimeCounts() {
            list.take(List.of(of("r1"), Listed.at(2)));
            loseConnection();
            list.take(List.of(Listed.at(2)));
            connection = new Connection(false, connection.number());
            nanos += RegistryList.MOST_KEPT_NANOS + 1;
            assertThat(list.step()).isFalse();
            assertThat(list.isKept(ADDRESS, "r1")).isTrue();

            connection = new Connection(true, connection.number() + 1);
            nanos += Settling.NANOS;
            assertThat(list.step()).isFalse();
            nanos++;
            assertThat(list.step()).isTrue();
        }

        @Test
        void listedAgain_isNotMissing() {
            list.take(List.of(of("r1")));
            loseConnection();
            list.take(List.of());
            list.take(List.of(of("r1")));

            assertThat(list.isMissing(ADDRESS)).isFalse();
        }

        @Test
        void nobodyListed_isKeptForFiveMinutesAtMost() {
            list.take(List.of(of("r1")));
            loseConnection();
            list.take(List.of());

            for (int second = 0; second < 300; second++) {
                nanos += Duration.ofSeconds(1).toNanos();
                assertThat(list.step()).isFalse();
            }
            nanos++;
            assertThat(list.step()).isTrue();
            assertThat(list.isMissing(ADDRESS)).isFalse();
        }
    }

    private void loseConnection() {
        settling.isOn();
        connection = new Connection(true, connection.number() + 1);
    }

    private static RegisteredInstance of(String revision) {
        return Listed.at(1, Map.of("dubbo.metadata.revision", revision));
    }
}
