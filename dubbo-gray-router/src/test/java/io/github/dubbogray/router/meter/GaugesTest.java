package io.github.dubbogray.router.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GaugesTest {

    private final Gauges gauges = new Gauges();

    @Test
    void now_hasEverySourcesSeries() {
        Gauge drifting = new Gauge(Meter.LABELS_DRIFTING, List.of(), () -> 2);
        Gauge instances = instances("v1");
        gauges.add(() -> Stream.of(drifting));
        gauges.add(() -> Stream.of(instances));

        assertThat(gauges.now()).containsExactlyInAnyOrder(drifting, instances);
    }

    @Test
    void versionsWithoutEnd_endAtTheCap_andNoneIsLost() {
        gauges.add(() -> IntStream.range(0, 10_000).mapToObj(i -> instances("v" + i)));

        List<Gauge> now = gauges.now();

        assertThat(now).hasSize(Meters.MOST_SERIES + 1);
        assertThat(now.stream()
                        .mapToDouble(gauge -> gauge.value().getAsDouble())
                        .sum())
                .isEqualTo(10_000);
        assertThat(now.get(Meters.MOST_SERIES).values()).containsOnly(Meters.OTHER);
        assertThat(gauges.now())
                .extracting(Gauge::values)
                .isEqualTo(now.stream().map(Gauge::values).toList());
    }

    private static Gauge instances(String version) {
        return new Gauge(Meter.INSTANCES, List.of("shop", "stable", version), () -> 1);
    }
}
