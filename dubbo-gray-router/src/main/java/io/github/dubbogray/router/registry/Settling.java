package io.github.dubbogray.router.registry;

import io.github.dubbogray.router.connection.Connection;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Whether a registry's lists may lack instances that are about to be back. A Nacos that starts knows no ephemeral instance
 * until each provider's client, which looks for its lost connection every five seconds at the latest, registers anew what is
 * its own, which it looks for every three seconds. One that found a server which took connections before it could answer needs
 * about half a minute: 5 s until it asks whether the connection is well, three times 3 s for no answer, and all of the above.
 */
final class Settling {

    /** From a connection that is back: twice what the slowest instances need to be. */
    static final long NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Supplier<Connection> connection;
    private final LongSupplier nanoTime;

    /** Guarded by this: of the connection that was seen last. */
    private long number = Connection.UNTOLD.number();

    /** Guarded by this: when one was seen to be lost, while this is on. */
    private long sinceNanos;

    /** Guarded by this. */
    private boolean isOn;

    /**
     * Begins with a registry that has settled.
     *
     * @param connection gives how this process is connected to it now; asks nobody
     */
    Settling(Supplier<Connection> connection, LongSupplier nanoTime) {
        this.connection = connection;
        this.nanoTime = nanoTime;
    }

    /** Returns whether the connection is lost now, or was a short time ago; a loss counts from when this is asked next. */
    synchronized boolean isOn() {
        Connection now = connection.get();
        boolean isAnother =
                number != Connection.UNTOLD.number() && !now.isStill(number); // one that is new has lost none
        number = now.number();
        if (isAnother || !now.isUp()) {
            isOn = true;
            sinceNanos = nanoTime.getAsLong();
        } else if (isOn && nanoTime.getAsLong() - sinceNanos > NANOS) {
            isOn = false;
        }
        return isOn;
    }

    /** Returns whether there is a connection now, over which it could say who is there. */
    boolean isConnected() {
        return connection.get().isUp();
    }

    /** Returns another number after each loss that was seen. */
    synchronized long number() {
        return number;
    }
}
