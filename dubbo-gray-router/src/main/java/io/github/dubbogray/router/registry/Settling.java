package io.github.dubbogray.router.registry;

import io.github.dubbogray.router.connection.Connection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Whether the registries' lists may lack instances that are about to be back. A Nacos that starts knows no ephemeral instance
 * until each provider's client, which looks for its lost connection every five seconds at the latest, registers anew what is
 * its own, which it looks for every three seconds.
 */
final class Settling {

    /** From a connection that is back: several times what instances need to be. */
    static final long NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Supplier<List<Connection>> connections;
    private final LongSupplier nanoTime;

    /** Guarded by this. */
    private List<Long> numbers = List.of();

    /** Guarded by this: 0 as long as nothing was lost. */
    private long sinceNanos;

    /** Guarded by this. */
    private boolean isOn;

    /**
     * Begins with what there is, which has settled.
     *
     * @param connections gives how this process is connected to each registry now; asks nobody
     */
    Settling(Supplier<List<Connection>> connections, LongSupplier nanoTime) {
        this.connections = connections;
        this.nanoTime = nanoTime;
    }

    /** Returns whether a connection is lost now, or was a short time ago. */
    synchronized boolean isOn() {
        List<Connection> now = connections.get();
        List<Long> nowNumbers = now.stream().map(Connection::number).toList();
        boolean isLost = now.stream().anyMatch(connection -> !connection.isUp());
        boolean isAnother = numbers.size() == nowNumbers.size()
                && IntStream.range(0, numbers.size()).anyMatch(i -> isAnother(numbers.get(i), now.get(i)));
        numbers = nowNumbers;
        if (isLost || isAnother) {
            isOn = true;
            sinceNanos = nanoTime.getAsLong();
        } else if (isOn && nanoTime.getAsLong() - sinceNanos > NANOS) {
            isOn = false;
        }
        return isOn;
    }

    private static boolean isAnother(long before, Connection now) {
        return before != Connection.UNTOLD.number()
                && !now.isStill(before); // a client that is only now there has lost none
    }
}
