package io.github.dubbogray.it.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process that does nothing until {@link #close}: connections to it stay, and nobody answers.
 *
 * @param pid its id
 */
public record Frozen(long pid) implements AutoCloseable {

    /** Freezes a process. */
    public static Frozen of(long pid) {
        signal("-STOP", pid);
        return new Frozen(pid);
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
