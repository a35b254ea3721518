package io.github.dubbogray.it.ops;

import static org.awaitility.Awaitility.await;

import io.github.dubbogray.it.fleet.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A Prometheus of its own: free port, data in a folder of the test, our rules. */
final class PrometheusServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final URI address;

    private PrometheusServer(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Starts one that scrapes a system every second, and evaluates our rules as often. */
    static PrometheusServer start(Path folder, PlausibleSystem system) {
        int port = FreePort.choose();
        StringBuilder settings = new StringBuilder("global: { scrape_interval: 1s, evaluation_interval: 1s }\n"
                + "rule_files: ['" + OpsFolder.OPS.resolve("prometheus/rules") + "/*.rules.yml']\n"
                + "scrape_configs:\n");
        for (PlausibleSystem.Target target : system.targets()) {
            settings.append("  - job_name: ").append(target.path().substring(1)).append('\n');
            settings.append("    metrics_path: ").append(target.path()).append('\n');
            settings.append("    static_configs: [{ targets: ['127.0.0.1:" + system.port() + "'], labels: { job: ")
                    .append(target.job())
                    .append(", instance: '")
                    .append(target.instance())
                    .append("' } }]\n");
        }
        try {
            Path file = Files.writeString(folder.resolve("prometheus.yml"), settings);
            Process process = new ProcessBuilder(
                            "prometheus",
                            "--config.file=" + file,
                            "--storage.tsdb.path=" + folder.resolve("data"),
                            "--web.listen-address=127.0.0.1:" + port,
                            "--log.level=warn")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("prometheus.log").toFile())
                    .start();
            return new PrometheusServer(process, URI.create("http://127.0.0.1:" + port)).awaited(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI address() {
        return address;
    }

    private PrometheusServer awaited(Path folder) {
        PrometheusApi api = new PrometheusApi(address);
        try {
            await("Prometheus answers").atMost(PATIENCE).ignoreExceptions().until(() -> {
                if (!process.isAlive()) {
                    throw new AssertionError(OpsFolder.text(folder.resolve("prometheus.log")));
                }
                return !api.labelValues("dubbo_gray_instances", "lane").isEmpty();
            });
            return this;
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
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
