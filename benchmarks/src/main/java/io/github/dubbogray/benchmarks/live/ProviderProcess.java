package io.github.dubbogray.benchmarks.live;

import io.github.dubbogray.it.fleet.JavaProcess;
import java.io.IOException;

/** A running {@link Responder}. */
final class ProviderProcess implements AutoCloseable {

    private final Commanded process;

    ProviderProcess(JavaProcess process) {
        this.process = new Commanded(process);
    }

    /** Returns what it has used since this was last asked. */
    Usage usage() {
        return Usage.read(process.tell(Responder.USAGE));
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
