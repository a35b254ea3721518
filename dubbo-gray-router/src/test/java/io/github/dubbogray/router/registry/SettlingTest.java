package io.github.dubbogray.router.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.router.connection.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettlingTest {

    private long nanos = Long.MAX_VALUE - Settling.NANOS / 2; // runs over during a test
    private List<Connection> connections = List.of(new Connection(true, 7));
    private final Settling settling = new Settling(() -> connections, () -> nanos);

    @Test
    void firstConnection_hasSettled() {
        assertThat(settling.isOn()).isFalse();
        assertThat(settling.isOn()).isFalse();
    }

    @Test
    void lostAndBack_lastsThirtySecondsFromWhenItWasSeen() {
        settling.isOn();
        connections = List.of(new Connection(true, 9));
        assertThat(settling.isOn()).isTrue();

        nanos += Settling.NANOS;
        assertThat(settling.isOn()).isTrue();
        nanos++;
        assertThat(settling.isOn()).isFalse();
    }

    @Test
    void lostForLong_lastsThirtySecondsFromItsEnd() {
        settling.isOn();
        connections = List.of(new Connection(false, 8));
        settling.isOn();
        nanos += 100 * Settling.NANOS;
        assertThat(settling.isOn()).isTrue();

        connections = List.of(new Connection(true, 9));
        assertThat(settling.isOn()).isTrue();
        nanos += Settling.NANOS;
        assertThat(settling.isOn()).isTrue();
    }

    @Test
    void oneOfTwoRegistries_isEnough() {
        connections = List.of(new Connection(true, 1), new Connection(true, 2));
        settling.isOn();

        connections = List.of(new Connection(true, 1), new Connection(true, 3));

        assertThat(settling.isOn()).isTrue();
    }

    @Test
    void anotherRegistry_isNoLoss() {
        settling.isOn();

        connections = List.of(new Connection(true, 7), new Connection(true, 8));

        assertThat(settling.isOn()).isFalse();
    }

    @Test
    void clientThatIsOnlyNowThere_hasSettled() {
        connections = List.of(Connection.UNTOLD);
        settling.isOn();

        connections = List.of(new Connection(true, 7));

        assertThat(settling.isOn()).isFalse();
    }

    @Test
    void clientThatDoesNotTell_hasAlwaysSettled() {
        connections = List.of(Connection.UNTOLD);

        assertThat(settling.isOn()).isFalse();
        assertThat(settling.isOn()).isFalse();
    }
}
