package io.github.dubbogray.router.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.placement.Standing;
import io.github.dubbogray.router.event.GrayEvents;
import io.github.dubbogray.router.meter.Meters;
import io.github.dubbogray.testing.CapturedLog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistrySpreadTest {

    private static final NamingRegistry HERE = Listed.registry("127.0.0.1:8848");
    private static final NamingRegistry THERE = Listed.registry("127.0.0.2:8848");

    private final LiveService service = new LiveService(
            new RegistryService.OfApplication("demo-provider"),
            new Drifts(new GrayEvents(), new Meters(), this::now),
            this::now,
            Settled::of);
    private long nanos = Long.MAX_VALUE - RegistrySpread.LASTING_NANOS / 2; // runs over during a test

    @Test
    void laneInOneOfTwo_isSaidOnceItLasts() {
        try (CapturedLog log = new CapturedLog()) {
            list(HERE, at(1, "version", "v1"));
            list(THERE, at(2, "version", "v1"), at(3, "version", "v2"));
            service.step();
            nanos += RegistrySpread.LASTING_NANOS - 1;
            service.step();
            assertThat(log.text()).isEmpty();

            nanos += 1;
            service.step();
            service.step();

            assertThat(log.linesWith(
                            "demo-provider is listed by 2 registries, with instances that not all of them have:"
                                    + " version=v2 only in " + THERE.describe()
                                    + ". For each call Dubbo draws one registry"))
                    .isEqualTo(1);
        }
    }

    @Test
    void differenceThatIsOverSoon_isNotSaid() {
        try (CapturedLog log = new CapturedLog()) {
            list(HERE, at(1, "version", "v1"), at(2, "version", "v2"));
            list(THERE, at(1, "version", "v1"));
            nanos += RegistrySpread.LASTING_NANOS - 1;
            list(THERE, at(1, "version", "v1"), at(2, "version", "v2"));
            nanos += RegistrySpread.LASTING_NANOS;
            service.step();

            assertThat(log.text()).isEmpty();
        }
    }

    @Test
    void otherInstancesOfTheSameLabels_areNoDifference() {
        try (CapturedLog log = new CapturedLog()) {
            list(HERE, at(1, "version", "v1"), at(2, "version", "v2"), at(3, "load-weight", "50"));
            list(THERE, at(4, "version", "v1"), at(5, "version", "v2"), at(6, "load-weight", "90"));
            last();

            assertThat(log.text()).isEmpty();
        }
    }

    @Test
    void registryThatListsNobody_isNoDifference() {
        try (CapturedLog log = new CapturedLog()) {
            list(HERE, at(1, "version", "v1"));
            list(THERE);
            last();

            assertThat(log.text()).isEmpty();
        }
    }

    @Test
    void oneRegistry_isNoDifference() {
        try (CapturedLog log = new CapturedLog()) {
            list(HERE, at(1, "version", "v1"), at(2, "version", "v2"));
            last();

            assertThat(log.text()).isEmpty();
        }
    }

    @Test
    void anotherDifference_isSaidToo() {
        try (CapturedLog log = new CapturedLog()) {
            list(HERE, at(1, "version", "v1"));
            list(THERE, at(2, "version", "v1"), at(3, "version", "v2"));
            last();
            list(THERE, new RegisteredInstance("127.0.0.1", 9, 1, Standing.SERVING, "DEFAULT", Map.of()));
            last();

            assertThat(log.linesWith("version=v2 only in")).isEqualTo(1);
            assertThat(log.linesWith("instances without labels only in " + THERE.describe() + "; version=v1 only in "
                            + HERE.describe()))
                    .isEqualTo(1);
        }
    }

    private void last() {
        nanos += RegistrySpread.LASTING_NANOS;
        service.step();
    }

    private void list(NamingRegistry registry, RegisteredInstance... instances) {
        service.takePushed(registry, List.of(instances));
    }

    private static RegisteredInstance at(int port, String label, String value) {
        return new RegisteredInstance(
                "127.0.0.1", port, 1, Standing.SERVING, "DEFAULT", Map.of("gray." + label, value));
    }

    private long now() {
        return nanos;
    }
}
