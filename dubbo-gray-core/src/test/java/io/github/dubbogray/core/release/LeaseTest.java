package io.github.dubbogray.core.release;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LeaseTest {

    private static final Lease LEASE = Lease.of("a", 1_000);

    @Test
    void nobodysLease_isForAnybody() {
        assertThat(Lease.NONE.isFor("a", 1)).isTrue();
    }

    @Test
    @DisplayName("L3: a dead holder's successor goes on when the lease is over")
    void lease_isForItsHolderTillItIsOver() {
        assertThat(LEASE.isFor("a", 1_001)).isTrue();
        assertThat(LEASE.isFor("b", 10_999)).isFalse();
        assertThat(LEASE.isFor("b", 11_000)).isTrue();
    }

    @Test
    void halfOfIt_isWhenItsHolderProlongsIt() {
        assertThat(LEASE.isOldAt(5_999)).isFalse();
        assertThat(LEASE.isOldAt(6_000)).isTrue();
    }
}
