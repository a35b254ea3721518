package io.github.dubbogray.router.registry;

import io.github.dubbogray.router.connection.Connection;

/** Registries whose connection is never lost. */
final class Settled {

    private Settled() {}

    static Settling of(NamingRegistry registry) {
        return new Settling(() -> Connection.UNTOLD, System::nanoTime);
    }
}
