package io.github.dubbogray.it.fleet;

/**
 * A running provider.
 *
 * @param port where it serves
 */
public record Provider(JavaProcess process, int port) implements AutoCloseable {

    /** Returns the name that its answers carry. */
    public String name() {
        return process.name();
    }

    /** Stops it. */
    @Override
    public void close() {
        process.close();
    }
}
