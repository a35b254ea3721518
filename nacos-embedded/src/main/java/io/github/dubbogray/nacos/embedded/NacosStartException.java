package io.github.dubbogray.nacos.embedded;

/** A server did not start; the message ends with the last lines it printed and names the file that has them all. */
public final class NacosStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NacosStartException(String message) {
        super(message);
    }
}
