package io.github.dubbogray.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.router.meter.Meter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/metrics.md} is made from {@link Meter}; {@code -Ddubbo.gray.regenerate=true} writes it anew. */
class MetricsPageTest {

    private static final Path PAGE = Path.of("../docs/metrics.md");
    private static final String BEGIN = "<!-- made from Meter, by MetricsPageTest -->\n";
    private static final String END = "<!-- end -->\n";

    @Test
    void table_isThatOfTheEnum() throws IOException {
        String page = Files.readString(PAGE);
        String made =
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + table() + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("dubbo.gray.regenerate")) {
            Files.writeString(PAGE, made);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(made);
    }

    private static String table() {
        return "| metric | in Prometheus | type | unit | tags | meaning |\n|---|---|---|---|---|---|\n"
                + Stream.of(Meter.values()).map(MetricsPageTest::row).collect(Collectors.joining());
    }

    private static String row(Meter meter) {
        return "| `" + meter.id() + "` | `" + inPrometheus(meter) + "` | "
                + meter.kind().name().toLowerCase(java.util.Locale.ROOT) + " | " + meter.unit() + " | "
                + meter.tags().stream().map(tag -> "`" + tag + "`").collect(Collectors.joining(", ")) + " | "
                + meter.description() + " |\n";
    }

    private static String inPrometheus(Meter meter) {
        String name = meter.id().replace('.', '_');
        return switch (meter.kind()) {
            case COUNTER -> name + (meter.unit().equals("bytes") ? "_bytes_total" : "_total");
            case TIMER -> name + "_seconds_…";
            case GAUGE -> meter.unit().equals("seconds") ? name + "_seconds" : name;
        };
    }
}
