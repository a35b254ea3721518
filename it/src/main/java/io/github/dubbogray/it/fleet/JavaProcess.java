package io.github.dubbogray.it.fleet;

import io.github.dubbogray.nacos.embedded.ClassArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java process with its output in a file. It ends with {@link #close}; whoever starts it closes it. */
public final class JavaProcess implements AutoCloseable {

    private static final long ORDERLY_EXIT_SECONDS = 30;
    private static final int SHOWN_LINES = 40;
    private static final int NEVER_STARTED = -1;

    private final String name;
    private final Process process;
    private final Path output;
    private final ClassArchive.Share classes;
    private volatile boolean frozen;

    private JavaProcess(String name, Process process, Path output, ClassArchive.Share classes) {
        this.name = name;
        this.process = process;
        this.output = output;
        this.classes = classes;
    }

    /**
     * Starts a program; small heap, quick start, everything on loopback.
     *
     * @param name names the process and its output file
     * @param folder where the output goes
     * @param properties system properties
     */
    static JavaProcess start(String name, Program program, Path folder, Map<String, String> properties) {
        Path output = folder.resolve(name + ".log");
        ClassArchive.Share classes = program.classes();
        try {
            Process process = new ProcessBuilder(command(program, classes, properties))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new JavaProcess(name, process, output, classes);
        } catch (IOException e) {
            classes.ended(NEVER_STARTED);
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    /** Returns the process's name. */
    public String name() {
        return name;
    }

    /** Returns the process's id. */
    public long pid() {
        return process.pid();
    }

    /** Returns whether the process runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Returns all output so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + output, e);
        }
    }

    /** Lets the process collect its garbage, and returns when that is done. */
    public void collectGarbage() {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        command("did not collect its garbage", jcmd.toString(), Long.toString(pid()), "GC.run");
    }

    /** Keeps the process from running, as a long pause would, until {@link #thaw}; its connections stay open. */
    public void freeze() {
        frozen = true;
        signal("STOP");
    }

    /** Lets a frozen process run again. */
    public void thaw() {
        signal("CONT");
        frozen = false;
    }

    /** Ends the process at once, as a crash would. */
    public void kill() {
        process.destroyForcibly();
        if (awaitEnd()) {
            classes.ended(process.exitValue());
        }
    }

    /** Asks the process to stop in an orderly way and does not wait for it. */
    void ask() {
        process.destroy();
        if (frozen) {
            thaw();
        }
    }

    /** Stops the process in an orderly way, and by force if it does not stop. */
    @Override
    public void close() {
        ask();
        if (awaitEnd()) {
            classes.ended(process.exitValue());
        } else {
            kill();
        }
    }

    /** Describes a failure of this process together with the end of its output. */
    IllegalStateException failure(String what) {
        List<String> lines = output().lines().toList();
        return new IllegalStateException(name + " " + what + "; the end of " + output + ":\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size())));
    }

    private void signal(String signal) {
        command("did not take signal " + signal, "kill", "-" + signal, Long.toString(pid()));
    }

    /** Runs a program of the machine on this process; {@code otherwise} says what did not happen if it fails. */
    private void command(String otherwise, String... command) {
        try {
            Process done = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (done.waitFor() != 0) {
                throw failure(otherwise);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name + " " + otherwise, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(otherwise + ": interrupted");
        }
    }

    private boolean awaitEnd() {
        try {
            return process.waitFor(ORDERLY_EXIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    private static List<String> command(Program program, ClassArchive.Share classes, Map<String, String> properties) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        // The first compiler alone gets 48 MB, which a house of many applications fills; then nothing more is compiled.
        command.add("-XX:ReservedCodeCacheSize=240m");
        command.addAll(classes.options());
        command.addAll(List.of("-Djava.net.preferIPv4Stack=true", "-Ddubbo.network.interface.ignored=.*"));
        // By default an orderly stop waits ten seconds for calls in flight.
        command.add("-Ddubbo.service.shutdown.wait=500");
        // Dubbo logs a stack trace for every network interface that it was told to ignore.
        command.add("-Dlogging.level.org.apache.dubbo.common.utils.NetUtils=off");
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(program.arguments());
        return command;
    }
}
