package io.github.dubbogray.it.ops;

import com.sun.net.httpserver.HttpServer;
import io.github.dubbogray.it.ops.KnownMetrics.Listed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the processes of a system with a release under way would export: two consumers, two stable providers and a gray one,
 * each on a path of its own. The gray lane fails and is slow more often as time goes, and is tripped once. Each metric of the list
 * is there; numbers depend on the time since the start only.
 */
final class PlausibleSystem implements AutoCloseable {

    private static final double[] BUCKETS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
    private static final String WEB = "application=\"web\"";
    private static final String SHOP = "application=\"shop\"";

    private final HttpServer server;
    private final long start = System.nanoTime();
    private final double speed;

    private PlausibleSystem(HttpServer server, double speed) {
        this.server = server;
        this.speed = speed;
    }

    /** Starts it on a free port; its time runs so much faster than the clock. */
    static PlausibleSystem start(double speed) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            PlausibleSystem system = new PlausibleSystem(server, speed);
            for (PrometheusServer.Target target : system.targets()) {
                server.createContext(target.path(), exchange -> {
                    byte[] body = system.metrics(target).getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
                    exchange.sendResponseHeaders(200, body.length);
                    try (var out = exchange.getResponseBody()) {
                        out.write(body);
                    }
                });
            }
            server.start();
            return system;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<PrometheusServer.Target> targets() {
        return List.of(
                target("web", "10.0.0.1:8080", "/web-1"),
                target("web", "10.0.0.2:8080", "/web-2"),
                target("shop", "10.0.1.1:8080", "/shop-1"),
                target("shop", "10.0.1.2:8080", "/shop-2"),
                target("shop", "10.0.1.9:8080", "/shop-gray"));
    }

    private PrometheusServer.Target target(String job, String instance, String path) {
        return new PrometheusServer.Target(
                job, instance, "127.0.0.1:" + server.getAddress().getPort(), path);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private String metrics(PrometheusServer.Target target) {
        double seconds = (System.nanoTime() - start) / 1e9 * speed;
        Exposition out = new Exposition();
        boolean gray = target.path().endsWith("gray");
        process(out, target, seconds, gray);
        if (target.job().equals("web")) {
            consumer(out, seconds, target.path().endsWith("1"));
        }
        return out.text();
    }

    private static void process(Exposition out, PrometheusServer.Target target, double seconds, boolean gray) {
        String own = target.job().equals("web")
                ? "application=\"web\",version=\"v7\",lane=\"stable\""
                : SHOP + (gray ? ",version=\"v2\",lane=\"canary\"" : ",version=\"v1\",lane=\"stable\"");
        double wave = Math.sin(seconds / 40 + target.instance().hashCode());
        out.add("dubbo_gray_instance", own, 1);
        out.add("process_cpu_usage", "", (gray ? 0.42 : 0.3) + 0.04 * wave);
        out.add("system_cpu_usage", "", 0.5 + 0.05 * wave);
        out.add("process_start_time_seconds", "", 1.7e9);
        for (String pool : List.of("G1 Eden Space", "G1 Old Gen")) {
            out.add(
                    "jvm_memory_used_bytes",
                    "area=\"heap\",id=\"" + pool + "\"",
                    (1 << 20) * ((gray ? 130 : 90) + 30 * wave));
        }
        for (String direction : List.of("read", "write")) {
            out.add(
                    "dubbo_gray_process_io_bytes_total",
                    "direction=\"" + direction + "\"",
                    seconds * (gray ? 9e5 : 6e5));
        }
    }

    private static void consumer(Exposition out, double seconds, boolean first) {
        double ramp = 0.5 - 0.4 * Math.exp(-seconds / 200); // from a tenth to half of the calls
        boolean tripped = seconds > 120 && seconds < 150;
        double stable = seconds * 40;
        double canary = seconds * 40 * ramp;
        calls(out, "stable", "v1", stable, 0.01, 0.02);
        calls(out, "canary", "v2", canary, 0.04, 0.06);
        out.add("dubbo_gray_colorings_total", SHOP + ",reason=\"rule\",rule=\"qa\",lane=\"canary\"", seconds * 2);
        out.add("dubbo_gray_colorings_total", SHOP + ",reason=\"rule\",rule=\"ramp\",lane=\"canary\"", canary);
        out.add("dubbo_gray_colorings_total", SHOP + ",reason=\"rule\",rule=\"ramp\",lane=\"stable\"", stable);
        out.add("dubbo_gray_colorings_total", SHOP + ",reason=\"none\",rule=\"none\",lane=\"none\"", seconds * 3);
        placements(out, "stable", "stable", "placed", stable);
        placements(out, "canary", "canary", "placed", canary * 0.95);
        placements(out, "canary", "stable", "fell_back", canary * 0.05);
        placements(out, "canary", "none", "refused", seconds / 30);
        out.add("dubbo_gray_calls_slow_total", SHOP + ",lane=\"canary\",version=\"v2\"", canary * 0.02);
        out.add("dubbo_gray_retries_total", SHOP + ",lane=\"canary\"", canary * 0.03);
        out.add("dubbo_gray_documents_accepted_total", SHOP, 1 + Math.floor(seconds / 60));
        out.add("dubbo_gray_documents_refused_total", SHOP, Math.floor(seconds / 150));
        for (String reason : List.of("malformed", "several", "too_broad")) {
            out.add("dubbo_gray_tags_dropped_total", "reason=\"" + reason + "\"", seconds / (10 + reason.length()));
        }
        for (String counter : List.of("tags_untrusted", "tags_aliased", "labels_drifted", "labels_malformed")) {
            out.add("dubbo_gray_" + counter + "_total", "", seconds / 20);
        }
        for (String counter : List.of("bugs", "values_too_long", "events_dropped", "alerts_dropped")) {
            out.add("dubbo_gray_" + counter + "_total", "", 0);
        }
        for (String reason : List.of("flag_not_found", "type_mismatch", "general")) {
            out.add("dubbo_gray_switches_unanswered_total", WEB + ",reason=\"" + reason + "\"", 0);
        }
        out.add("dubbo_gray_switches_refused_total", WEB, 0);
        for (String cause : List.of("calls", "probes")) {
            out.add(
                    "dubbo_gray_ejections_total",
                    SHOP + ",lane=\"canary\",cause=\"" + cause + "\"",
                    Math.floor(seconds / 90));
        }
        out.add("dubbo_gray_trips_total", SHOP + ",lane=\"canary\"", seconds > 120 ? 1 : 0);
        out.histogram("dubbo_gray_document_effect_seconds", SHOP, 1 + seconds / 10, 0.004);
        out.add(
                "dubbo_gray_document_revision",
                SHOP + ",revision=\"" + (seconds % 120 < 60 ? "4c1f09aa27be" : "b7702d91e5f3") + "\"",
                1);
        out.add("dubbo_gray_document_age_seconds", SHOP, seconds % 60);
        out.add("dubbo_gray_document_degraded_seconds", SHOP, 0);
        states(
                out,
                "dubbo_gray_document_state",
                SHOP,
                List.of("current", "refused", "away", "none"),
                first || seconds % 200 < 150 ? "current" : "refused");
        out.add("dubbo_gray_labels_drifting", "", seconds % 100 > 70 ? 1 : 0);
        instances(out, "stable", "v1", 4);
        instances(out, "canary", "v2", seconds > 40 ? 2 : 1);
        out.add("dubbo_gray_instances_ejected", SHOP + ",lane=\"stable\"", 0);
        out.add("dubbo_gray_instances_ejected", SHOP + ",lane=\"canary\"", seconds % 90 < 15 ? 1 : 0);
        states(
                out,
                "dubbo_gray_lane_state",
                SHOP + ",lane=\"canary\"",
                List.of("closed", "open", "half_open", "returning"),
                tripped
                        ? "open"
                        : seconds >= 150 && seconds < 160
                                ? "half_open"
                                : seconds >= 160 && seconds < 190 ? "returning" : "closed");
    }

    private static void calls(Exposition out, String lane, String version, double calls, double failed, double mean) {
        String labels = SHOP + ",lane=\"" + lane + "\",version=\"" + version + "\",outcome=\"";
        out.histogram("dubbo_gray_calls_seconds", labels + "success\"", calls * (1 - failed - 0.005), mean);
        out.histogram("dubbo_gray_calls_seconds", labels + "failure\"", calls * failed, mean * 3);
        out.histogram("dubbo_gray_calls_seconds", labels + "ignored\"", calls * 0.005, mean);
    }

    private static void placements(Exposition out, String wanted, String lane, String outcome, double count) {
        out.add(
                "dubbo_gray_placements_total",
                SHOP + ",wanted=\"" + wanted + "\",lane=\"" + lane + "\",outcome=\"" + outcome + "\"",
                count);
    }

    private static void instances(Exposition out, String lane, String version, int count) {
        out.add("dubbo_gray_instances", SHOP + ",lane=\"" + lane + "\",version=\"" + version + "\"", count);
    }

    private static void states(Exposition out, String name, String labels, List<String> states, String now) {
        states.forEach(state -> out.add(name, labels + ",state=\"" + state + "\"", state.equals(now) ? 1 : 0));
    }

    /** Prometheus's text format. */
    private static final class Exposition {

        private final Map<String, List<String>> samples = new TreeMap<>();
        private final Map<String, String> kinds = new LinkedHashMap<>();

        Exposition() {
            for (Listed metric : KnownMetrics.listed()) {
                kinds.put(metric.name(), metric.kind());
            }
        }

        void add(String name, String labels, double value) {
            if (!kinds.containsKey(name)) {
                throw new IllegalArgumentException("not in the list: " + name);
            }
            sample(name, name, labels, value);
        }

        /** Of so many events, spread as an exponential distribution of that mean. */
        void histogram(String name, String labels, double count, double mean) {
            for (double bucket : BUCKETS) {
                sample(
                        name,
                        name + "_bucket",
                        labels + ",le=\"" + bucket + "\"",
                        count * (1 - Math.exp(-bucket / mean)));
            }
            sample(name, name + "_bucket", labels + ",le=\"+Inf\"", count);
            sample(name, name + "_count", labels, count);
            sample(name, name + "_sum", labels, count * mean);
            sample(name + "_max", name + "_max", labels, mean * 6);
        }

        private void sample(String family, String name, String labels, double value) {
            samples.computeIfAbsent(family, any -> new ArrayList<>())
                    .add(name + (labels.isEmpty() ? "" : "{" + labels + "}") + " "
                            + String.format(Locale.ROOT, "%.6f", value));
        }

        String text() {
            StringBuilder text = new StringBuilder();
            samples.forEach((family, lines) -> {
                String kind = kinds.getOrDefault(family, "gauge").replace("timer", "histogram");
                text.append("# TYPE ").append(family).append(' ').append(kind).append('\n');
                lines.forEach(line -> text.append(line).append('\n'));
            });
            return text.toString();
        }
    }
}
