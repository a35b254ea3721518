package io.github.dubbogray.router.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.router.connection.Connection;
import org.junit.jupiter.api.Test;

class SettlingTest {

    private long nanos = Long.MAX_VALUE - Settling.NANOS / 2; // runs over during a test
    private Connection connection = new Connection(true, 7);
    private final Settling settling = new Settling(() -> connection, () -> nanos);

    @Test
    void firstConnection_hasSettled() {
        assertThat(settling.isOn()).isFalse();
        assertThat(settling.isOn()).isFalse();
    }

    @Test
    void lostAndBack_lastsThirtySecondsFromWhenItWasSeen() {
        settling.isOn();
        connection = new Connection(true, 9);
        assertThat(settling.isOn()).isTrue();

        nanos += Settling.NANOS;
        assertThat(settling.isOn()).isTrue();
        nanos++;
        assertThat(settling.isOn()).isFalse();
    }

    @Test
    void lostForLong_lastsThirtySecondsFromItsEnd() {
        settling.isOn();
        connection = new Connection(false, 8);
        settling.isOn();
        nanos += 100 * Settling.NANOS;
        assertThat(settling.isOn()).isTrue();

        connection = new Connection(true, 9);
        assertThat(settling.isOn()).isTrue();
        nanos += Settling.NANOS;
        assertThat(settling.isOn()).isTrue();
    }

    @Test
    void clientThatIsOnlyNowThere_hasSettled() {
        connection = Connection.UNTOLD;
        settling.isOn();

        connection = new Connection(true, 7);

        assertThat(settling.isOn()).isFalse();
    }

    @Test
    void clientThatDoesNotTell_hasAlwaysSettled() {
        connection = Connection.UNTOLD;

        assertThat(settling.isOn()).isFalse();
        assertThat(settling.isOn()).isFalse();
    }
}
