package io.github.dubbogray.router.registry;

/** A naming server did not do what it was asked for. */
final class RegistryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
