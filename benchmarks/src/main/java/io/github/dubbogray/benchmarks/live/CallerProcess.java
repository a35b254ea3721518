package io.github.dubbogray.benchmarks.live;

import io.github.dubbogray.it.fleet.JavaProcess;
import java.io.IOException;

/** A running {@link Caller}, which has had its first answer. */
final class CallerProcess implements AutoCloseable {

    private final Commanded process;

    CallerProcess(JavaProcess process) {
        this.process = new Commanded(process);
    }

    /** Has it call for a while and returns how that went. */
    Calls call(int threads, long millis) {
        return Calls.read(process.tell(threads + " " + millis));
    }

    /** Returns what it has used since this was last asked. */
    Usage usage() {
        return Usage.read(process.tell(Caller.USAGE));
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
