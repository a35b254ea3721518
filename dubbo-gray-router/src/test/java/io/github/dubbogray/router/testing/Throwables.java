package io.github.dubbogray.router.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Errors and undeclared checked exceptions too, out of memory among them. */
public final class Throwables {

    /** Names {@link #all} for parameterised tests. */
    public static final String ALL = "io.github.dubbogray.router.testing.Throwables#all";

    private Throwables() {}

    static List<Throwable> all() {
        return List.of(
                new IllegalStateException("unchecked"),
                new Exception("checked, not declared"),
                new InterruptedException("interrupt, not declared"),
                new OutOfMemoryError("heap"),
                new StackOverflowError("stack"),
                new NoClassDefFoundError("class"),
                new AssertionError("assertion"),
                new ThreadDeath(),
                new Unspeakable());
    }

    /** Throws, declared or not. */
    public static RuntimeException sneaky(Throwable thrown) {
        return Throwables.<RuntimeException>thrown(thrown);
    }

    /** Returns one that leaves nothing to describe it with, as where memory is at its end. */
    public static Throwable unspeakable() {
        return new Unspeakable();
    }

    /** Requires that an interrupt that was caught is not lost, and takes it back. */
    public static void assertInterrupted(Throwable thrown) {
        assertThat(Thread.interrupted()).isEqualTo(thrown instanceof InterruptedException);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the way to throw what is not declared
    private static <T extends Throwable> T thrown(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private static final class Unspeakable extends Error {
        private static final long serialVersionUID = 1;

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new OutOfMemoryError("to describe an error");
        }
    }
}
