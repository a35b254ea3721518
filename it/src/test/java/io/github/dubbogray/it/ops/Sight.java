package io.github.dubbogray.it.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a real Prometheus has seen of real applications, by the files of {@code ops/}. */
public final class Sight {

    private static final Pattern DURATION = Pattern.compile("(?<=\\[|for: |offset )(\\d+)([mh])\\b");

    private final URI prometheus;
    private final PrometheusApi api;

    /** Asks the Prometheus at an address. */
    public Sight(URI prometheus) {
        this.prometheus = prometheus;
        this.api = new PrometheusApi(prometheus);
    }

    /** Installs what this machine lacks for a Prometheus, if it may. */
    public static void install() {
        OpsFolder.run("--tools");
    }

    /** Aborts the test where this machine has no Prometheus and may not install one. */
    public static void assumeTools() {
        OpsFolder.check("--tools");
    }

    /**
     * Writes the rules of {@code ops/} with every duration divided, so that an alert takes seconds where it takes minutes.
     *
     * @param folder where they go
     * @return the folder
     */
    public static Path hastenedRules(Path folder, int divisor) {
        for (Path file : OpsFolder.files("prometheus/rules", ".rules.yml")) {
            String hastened = DURATION.matcher(OpsFolder.text(file))
                    .replaceAll(duration -> Matcher.quoteReplacement(seconds(duration) / divisor + "s"));
            try {
                Files.writeString(folder.resolve(file.getFileName()), hastened);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return folder;
    }

    private static int seconds(MatchResult duration) {
        return Integer.parseInt(duration.group(1)) * (duration.group(2).equals("h") ? 3600 : 60);
    }

    /** Returns the alerts there are. */
    public static Set<String> alerts() {
        Set<String> names = new TreeSet<>();
        Rules.read().alerts().forEach(alert -> names.add(alert.name()));
        return names;
    }

    /** Returns the alerts that fire now. */
    public Set<String> firing() {
        Set<String> firing = new TreeSet<>();
        api.instant("ALERTS{alertstate=\"firing\"}", now(Duration.ofMinutes(1)))
                .forEach(series -> firing.add(series.labels().get("alertname")));
        return firing;
    }

    /** Returns how often the process that was started again most often has been, within ten minutes. */
    public int restarts() {
        return api.instant("changes(process_start_time_seconds[10m])", now(Duration.ofMinutes(1))).stream()
                .mapToInt(series -> series.values().get(0).intValue())
                .max()
                .orElse(0);
    }

    /** Returns whether a metric has a sample now. */
    public boolean has(String metric) {
        return !api.instant(metric, now(Duration.ofMinutes(1))).isEmpty();
    }

    /** Returns the metrics that a panel or a rule names, and of which there is no sample. */
    public Set<String> metricsWithoutData() {
        Set<String> named = new TreeSet<>();
        Rules rules = Rules.read();
        Stream.of(
                        rules.alerts().stream().map(Rules.Alert::expression),
                        rules.recorded().stream().map(Rules.Recorded::expression),
                        dashboards().stream()
                                .flatMap(file -> Dashboard.read(file).panels().stream())
                                .flatMap(panel -> panel.queries().stream())
                                .filter(query -> query.source().equals("prometheus"))
                                .map(query -> query.expression().replaceAll("\\$\\w+", "x")))
                .flatMap(expressions -> expressions)
                .flatMap(expression -> PromQl.of(expression).selectors().stream())
                .forEach(selector -> named.add(selector.metric()));
        named.removeAll(api.labelValues("{__name__=~\".+\"}", "__name__"));
        return named;
    }

    /**
     * Draws every dashboard.
     *
     * @param pictures the folder where the pictures go
     * @return the queries that have no series, each with its panel
     */
    public List<String> panelsWithoutSeries(String application, Duration shown, Path pictures) {
        List<String> silent = new ArrayList<>();
        for (Path file : dashboards()) {
            Path picture = pictures.resolve(file.getFileName().toString().replace(".json", ".png"));
            silent.addAll(Render.render(file, prometheus, picture, Map.of("application", application), shown));
        }
        return silent;
    }

    private static List<Path> dashboards() {
        return OpsFolder.files("grafana", ".json");
    }

    private static Window now(Duration length) {
        return Window.upTo(Instant.now(), length);
    }
}
