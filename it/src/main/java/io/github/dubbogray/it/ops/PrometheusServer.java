package io.github.dubbogray.it.ops;

import io.github.dubbogray.it.fleet.FreePort;
import io.github.dubbogray.it.fleet.ProjectFolder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Prometheus of its own, the machine's {@code prometheus}: on a free port of loopback, with its data in a given folder and
 * rules of {@code ops/}. It ends with {@link #close}; so does the end of this JVM, as by Ctrl-C.
 */
public final class PrometheusServer implements AutoCloseable {

    private static final String PROGRAM = "prometheus";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 50;

    private final Process process;
    private final Path folder;
    private final URI address;
    private final Thread onExit = new Thread(this::stop, "stop-prometheus");

    private PrometheusServer(Process process, Path folder, URI address) {
        this.process = process;
        this.folder = folder;
        this.address = address;
    }

    /**
     * How it is set.
     *
     * @param interval between two scrapes, and between two looks at the rules; whole seconds
     * @param rules the folder of the rules, {@code *.rules.yml}
     */
    public record Settings(Duration interval, Path rules) {

        /** Returns the project's own rules. */
        public static Path ownRules() {
            return ProjectFolder.find().resolve("ops/prometheus/rules");
        }
    }

    /**
     * A process to scrape.
     *
     * @param job the label {@code job}: its application
     * @param instance the label {@code instance}
     * @param address host and port
     * @param path of its metrics
     */
    public record Target(String job, String instance, String address, String path) {}

    /** Returns whether this machine has the program. */
    public static boolean isInstalled() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, PROGRAM)));
    }

    /**
     * Starts one that scrapes nobody yet, and returns when it answers.
     *
     * @param folder for its settings, data and log; the caller removes it afterwards
     * @throws IllegalStateException if it does not start; with what it wrote
     */
    public static PrometheusServer start(Path folder, Settings settings) {
        int port = FreePort.choose();
        String interval = settings.interval().toSeconds() + "s";
        String text = "global: { scrape_interval: " + interval + ", evaluation_interval: " + interval + " }\n"
                + "rule_files: ['" + settings.rules() + "/*.rules.yml']\n"
                + "scrape_configs:\n"
                + "  - job_name: dubbo\n"
                + "    file_sd_configs: [{ files: ['" + folder.resolve("targets") + "/*.yml'] }]\n";
        try {
            Files.createDirectories(folder.resolve("targets"));
            Path file = Files.writeString(folder.resolve("prometheus.yml"), text);
            Process process = new ProcessBuilder(
                            PROGRAM,
                            "--config.file=" + file,
                            "--storage.tsdb.path=" + folder.resolve("data"),
                            "--web.listen-address=127.0.0.1:" + port,
                            "--log.level=warn")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("prometheus.log").toFile())
                    .start();
            PrometheusServer server = new PrometheusServer(process, folder, URI.create("http://127.0.0.1:" + port));
            Runtime.getRuntime().addShutdownHook(server.onExit);
            return server.awaited();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + PROGRAM, e);
        }
    }

    /** Scrapes a process from now on; once, however often it is told of it. */
    public void scrape(Target target) {
        String text = "- targets: ['" + target.address() + "']\n"
                + "  labels:\n"
                + "    job: '" + target.job() + "'\n"
                + "    instance: '" + target.instance() + "'\n"
                + "    __metrics_path__: '" + target.path() + "'\n";
        try {
            // Moved into its place whole: Prometheus reads at any time.
            Path written = Files.writeString(Files.createTempFile(folder, "target", ".tmp"), text);
            Files.move(
                    written,
                    folder.resolve("targets").resolve(target.instance().replace(':', '-') + ".yml"),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tell Prometheus of " + target, e);
        }
    }

    /** Returns where its pages and its API are. */
    public URI address() {
        return address;
    }

    private PrometheusServer awaited() {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest question =
                HttpRequest.newBuilder(address.resolve("/-/ready")).build();
        long limit = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!isReady(client, question)) {
                if (!process.isAlive() || System.nanoTime() > limit) {
                    throw new IllegalStateException(PROGRAM + (process.isAlive() ? " does not answer" : " has ended")
                            + "; it wrote:\n" + Files.readString(folder.resolve("prometheus.log")));
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
            return this;
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("no log of " + PROGRAM, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new IllegalStateException("interrupted while " + PROGRAM + " started", e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static boolean isReady(HttpClient client, HttpRequest question) throws InterruptedException {
        try {
            return client.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException shuttingDown) {
            return; // the hook does the same work
        }
        stop();
    }

    private void stop() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
