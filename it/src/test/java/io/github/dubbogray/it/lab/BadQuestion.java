package io.github.dubbogray.it.lab;

/** What a {@link PatientProvider} throws that documents of the tests ignore: the caller is to blame. */
public final class BadQuestion extends RuntimeException {

    private static final long serialVersionUID = 1;

    BadQuestion(String message) {
        super(message);
    }
}
