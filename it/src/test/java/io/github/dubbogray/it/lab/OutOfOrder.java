package io.github.dubbogray.it.lab;

/** What a {@link PatientProvider} throws that documents of the tests call a failure. */
public final class OutOfOrder extends RuntimeException {

    private static final long serialVersionUID = 1;

    OutOfOrder(String message) {
        super(message);
    }
}
