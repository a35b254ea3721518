package io.github.dubbogray.nacos.embedded;

import io.github.dubbogray.nacos.NacosAdmin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A standalone Nacos server with its console, in a process of its own on loopback. The process ends with
 * {@link #close()} and never outlives this one, however this one ends. All methods but the static ones may be called
 * from any thread.
 */
public final class EmbeddedNacos implements AutoCloseable {
    private static final int ATTEMPTS = 3;
    private static final int LOG_LINES = 40;
    private static final long POLL_MILLIS = 100;

    private final NacosOptions options;
    private final NacosPorts ports;
    private final NacosHome home;
    private final Consumer<String> progress;
    private final Thread shutdownHook = new Thread(this::release, "nacos-embedded-stop");
    // Replaced by restart(), under this object's monitor.
    private volatile ServerProcess server;

    private EmbeddedNacos(NacosOptions options, NacosPorts ports, NacosHome home, Consumer<String> progress) {
        this.options = options;
        this.ports = ports;
        this.home = home;
        this.progress = progress;
        this.server = ServerProcess.launch(options, ports, home);
    }

    /** Starts a server on free ports with a temporary home and returns when it is ready. */
    public static EmbeddedNacos start() {
        return start(NacosOptions.defaults());
    }

    /** Starts a server and returns when it is ready; throws {@link NacosStartException} when it does not get there. */
    public static EmbeddedNacos start(NacosOptions options) {
        return start(options, step -> {});
    }

    /** The same, telling each step to {@code progress}. */
    public static EmbeddedNacos start(NacosOptions options, Consumer<String> progress) {
        for (int attempt = 1; ; attempt++) {
            NacosPorts ports = NacosPorts.choose(options, NacosPorts::isFree, RandomGenerator.getDefault());
            EmbeddedNacos nacos = new EmbeddedNacos(options, ports, NacosHome.prepare(options), progress);
            Runtime.getRuntime().addShutdownHook(nacos.shutdownHook);
            try {
                nacos.awaitReady();
                return nacos;
            } catch (NacosStartException failure) {
                nacos.forget();
                List<Integer> taken = ports.taken(NacosPorts::isFree);
                if (attempt == ATTEMPTS || taken.isEmpty()) {
                    throw failure;
                }
                nacos.home.release();
                progress.accept("somebody else took the ports " + taken + ", trying others");
            }
        }
    }

    /** Host and port as Nacos clients want it: {@code 127.0.0.1:8848}. */
    public String serverAddress() {
        return "127.0.0.1:" + ports.main();
    }

    /** Where a browser finds the console. */
    public String consoleUrl() {
        return "http://127.0.0.1:" + ports.console() + "/";
    }

    /** The server's folder: data, logs, configuration. */
    public Path home() {
        return home.path();
    }

    /** The id of the server's process; another one after {@link #restart()}. */
    public long pid() {
        return server.process().pid();
    }

    /** Whether the server's process runs. */
    public boolean isAlive() {
        return server.process().isAlive();
    }

    /** A client of the server's admin API in the public namespace. */
    public NacosAdmin admin() {
        return NacosAdmin.of(serverAddress());
    }

    /** Stops the process in an orderly way and keeps ports and home for {@link #restart()}. */
    public synchronized void stop() {
        server.stop();
    }

    /** Ends the process at once, as a crash would, and keeps ports and home for {@link #restart()}. */
    public synchronized void kill() {
        server.kill();
    }

    /** Starts the server again as one that has lost all its data, on the same ports, and returns when it is ready. */
    public synchronized void restartEmpty() {
        server.stop();
        home.removeData();
        restart();
    }

    /**
     * Starts the server again, on the same ports with the same home, and returns when it is ready. One that ends is tried again:
     * after a crash, on a busy machine, its database may not be recovered by the time it is asked for.
     */
    public synchronized void restart() {
        for (int attempt = 1; ; attempt++) {
            server.stop();
            server = ServerProcess.launch(options, ports, home);
            try {
                awaitReady();
                return;
            } catch (NacosStartException failure) {
                boolean hasEnded = !isAlive();
                server.stop();
                if (!hasEnded || attempt == ATTEMPTS) {
                    throw failure;
                }
                progress.accept("Nacos on " + serverAddress() + " ended before it was ready, trying again");
            }
        }
    }

    /** Stops the process and removes a temporary home. */
    @Override
    public synchronized void close() {
        forget();
        home.release();
    }

    private void release() {
        server.stop();
        home.release();
    }

    private void forget() {
        server.stop();
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException shuttingDown) {
            // The hook does the same work.
            return;
        }
    }

    private void awaitReady() {
        long begin = System.nanoTime();
        progress.accept("starting Nacos on " + serverAddress() + " in " + home());
        Readiness readiness = new Readiness(ports);
        while (!readiness.isReached()) {
            if (!isAlive()) {
                throw failure("ended with code " + server.process().exitValue());
            }
            if (System.nanoTime() - begin > options.startTimeout().toNanos()) {
                throw failure("is not ready after " + options.startTimeout().toSeconds() + " s");
            }
            pause();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        progress.accept("Nacos is ready after " + took.toMillis() + " ms, console on " + consoleUrl());
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failure("was not waited for: interrupted");
        }
    }

    private NacosStartException failure(String what) {
        return new NacosStartException("Nacos on " + serverAddress() + " " + what + "; the end of " + home.output()
                + ":" + System.lineSeparator() + home.lastOutput(LOG_LINES));
    }
}
