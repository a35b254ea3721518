package io.github.dubbogray.it.fleet;

/**
 * A running provider.
 *
 * @param port where it serves
 */
public record Provider(JavaProcess process, int port) {

    /** Returns the name that its answers carry. */
    public String name() {
        return process.name();
    }
}
