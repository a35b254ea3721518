package io.github.dubbogray.router.event;

/** What the log line of an event is written within, as the fields of a logging library. */
@FunctionalInterface
public interface LogContext {

    /** Begins, on the thread that writes the line. */
    Entered enter(GrayEvent event);

    /** Ends on the same thread. */
    @FunctionalInterface
    interface Entered extends AutoCloseable {
        @Override
        void close();
    }
}
