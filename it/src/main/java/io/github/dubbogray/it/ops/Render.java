package io.github.dubbogray.it.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws a dashboard from a Prometheus's answers, and says which of its queries gave none. */
@Command(
        name = "render",
        mixinStandardHelpOptions = true,
        description = "Draws a dashboard's panels from the answers of a Prometheus into a PNG. Ends with 1, naming each"
                + " panel, if a query gives no series, or two of one name; the picture is written all the same.")
public final class Render implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "DASHBOARD", description = "A file of ops/grafana.")
    private Path dashboard = Path.of("");

    @Parameters(index = "1", paramLabel = "PROMETHEUS", description = "Its address, such as http://127.0.0.1:9090.")
    private URI prometheus = URI.create("");

    @Parameters(index = "2", paramLabel = "PNG", description = "Where the picture goes.")
    private Path picture = Path.of("");

    @Option(
            names = "--minutes",
            defaultValue = "30",
            description = "How long a time it shows, up to now; ${DEFAULT-VALUE} if not given.")
    private double minutes;

    @Option(names = "--set", description = "A variable's value, such as application=demo-provider.")
    private Map<String, String> chosen = new LinkedHashMap<>();

    private Render() {}

    /** Draws one dashboard. */
    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        System.exit(new CommandLine(new Render()).execute(arguments));
    }

    /**
     * Draws a dashboard into a PNG file.
     *
     * @param chosen values of variables; others are what a reader sees first
     * @param length how long a time it shows, up to now
     * @return queries that gave no series and names that two series have, each with its panel; empty if all is well
     */
    public static List<String> render(
            Path dashboard, URI prometheus, Path picture, Map<String, String> chosen, Duration length) {
        Dashboard read = Dashboard.read(dashboard);
        PrometheusApi api = new PrometheusApi(prometheus);
        Choice choice = Choice.first(read, chosen, api);
        DashboardPicture drawn = DashboardPicture.draw(read, choice, api, Window.upTo(Instant.now(), length));
        try {
            Files.createDirectories(picture.toAbsolutePath().getParent());
            ImageIO.write(drawn.image(), "png", picture.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + picture, e);
        }
        return drawn.faults();
    }

    @Override
    public Integer call() {
        List<String> faults =
                render(dashboard, prometheus, picture, chosen, Duration.ofMillis((long) (minutes * 60_000)));
        faults.forEach(System.out::println);
        System.out.println(picture + (faults.isEmpty() ? "" : ", with " + faults.size() + " faults"));
        return faults.isEmpty() ? 0 : 1;
    }
}
