package io.github.dubbogray.grayctl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** A terminal that somebody else draws on, and that is looked at: a session of a tmux of its own. */
final class Tmux implements AutoCloseable {

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String socket = "grayctl-" + ProcessHandle.current().pid() + "-" + NUMBERS.incrementAndGet();

    /** Runs a line of a shell on a terminal of 80 columns and 24 lines; it stays open afterwards, also after Ctrl-C. */
    Tmux(Path folder, Map<String, String> environment, String line) {
        run(
                folder,
                environment,
                "new-session",
                "-d",
                "-x",
                "80",
                "-y",
                "24",
                "bash",
                "-c",
                "trap : INT; " + line + "; cat");
    }

    /** Returns whether there is one, which a machine of Debian's gets where this process may do that. */
    static boolean isThere() {
        return isDone("tmux", "-V")
                || (isDone(
                                "bash",
                                "-c",
                                "[ $(id -u) = 0 ] && apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y"
                                        + " --no-install-recommends tmux")
                        && isDone("tmux", "-V"));
    }

    private static boolean isDone(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException none) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Presses keys, as tmux names them. */
    void press(String... keys) {
        List<String> arguments = new ArrayList<>(List.of("send-keys"));
        arguments.addAll(List.of(keys));
        run(arguments.toArray(String[]::new));
    }

    void resize(int width, int height) {
        run("resize-window", "-x", String.valueOf(width), "-y", String.valueOf(height));
    }

    /** Returns what stands on the screen; a line that it was too narrow for in one. */
    String screen() {
        return run("capture-pane", "-p", "-J");
    }

    /** Returns the screen as soon as a text stands on it. */
    String await(String text) {
        return Awaitility.await("'" + text + "' on the screen")
                .atMost(PATIENCE)
                .until(this::screen, screen -> screen.contains(text));
    }

    /** Waits until a text does not stand on the screen any more. */
    void awaitGone(String text) {
        Awaitility.await("'" + text + "' off the screen")
                .atMost(PATIENCE)
                .until(this::screen, screen -> !screen.contains(text));
    }

    private String run(String... arguments) {
        return run(Path.of("."), Map.of(), arguments);
    }

    private String run(Path folder, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of("tmux", "-f", "/dev/null", "-L", socket));
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
            builder.environment().put("LC_ALL", "C.UTF-8");
            builder.environment().putAll(environment);
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(command + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        run("kill-server");
    }
}
