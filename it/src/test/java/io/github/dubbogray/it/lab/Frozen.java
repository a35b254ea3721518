package io.github.dubbogray.it.lab;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A process that does nothing until {@link #close}: connections to it stay, and nobody answers.
 *
 * @param pid its id
 */
public record Frozen(long pid) implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Freezes a process, and returns when it is. */
    public static Frozen of(long pid) {
        signal("-STOP", pid);
        Frozen frozen = new Frozen(pid);
        await("frozen").atMost(LIMIT).until(frozen::isFrozen); // each of its threads stops when it would run next
        return frozen;
    }

    /** Returns whether it gets no time now, as {@code /proc} says. */
    public boolean isFrozen() throws IOException {
        String status = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return status.charAt(status.lastIndexOf(')') + 2) == 'T';
    }

    @Override
    public void close() {
        signal("-CONT", pid);
    }

    private static void signal(String signal, long pid) {
        try {
            int code = new ProcessBuilder("kill", signal, Long.toString(pid))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("process " + pid + " did not take " + signal);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("there is no kill", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
