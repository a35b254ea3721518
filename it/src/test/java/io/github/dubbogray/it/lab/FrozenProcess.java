package io.github.dubbogray.it.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process that gets no time, and keeps its connections, until {@link #close}. */
public final class FrozenProcess implements AutoCloseable {

    private final long pid;

    private FrozenProcess(long pid) {
        this.pid = pid;
    }

    /** Freezes a process. */
    public static FrozenProcess of(long pid) {
        signal("STOP", pid);
        return new FrozenProcess(pid);
    }

    /** Returns whether it gets no time now. */
    public boolean isFrozen() throws IOException {
        String status = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return status.charAt(status.lastIndexOf(')') + 2) == 'T';
    }

    @Override
    public void close() {
        signal("CONT", pid);
    }

    private static void signal(String signal, long pid) {
        try {
            int code = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("process " + pid + " did not take signal " + signal);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no signal " + signal + " for process " + pid, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
