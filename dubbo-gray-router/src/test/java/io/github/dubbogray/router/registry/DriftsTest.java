package io.github.dubbogray.router.registry;

import static io.github.dubbogray.router.registry.Listed.describing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.router.event.GrayEvent;
import io.github.dubbogray.router.event.GrayEvents;
import io.github.dubbogray.router.event.LabelDrift;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import io.github.dubbogray.testing.CapturedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("I1: a label that drifts is told once, whatever services list its instance, and so is its end")
class DriftsTest {

    private static final RegistryService APPLICATION = new RegistryService.OfApplication("demo-provider");
    private static final RegistryService ECHO = new RegistryService.OfInterface("providers:Echo::");
    private static final RegistryService CLOCK = new RegistryService.OfInterface("providers:Clock::");
    private static final String TWO_PROTOCOLS =
            "[{\"port\":1,\"protocol\":\"dubbo\"},{\"port\":50051,\"protocol\":\"tri\"}]";

    private static final LabelDrift TO_V2 = new LabelDrift("demo-provider", "127.0.0.1:1", "version", "v1", "v2");
    private static final LabelDrift TO_V3 = new LabelDrift("demo-provider", "127.0.0.1:1", "version", "v1", "v3");

    private final List<GrayEvent> events = new ArrayList<>();
    private final Meters meters = new Meters();
    private long nanos = Long.MAX_VALUE - 1; // the clock may overflow
    private final Drifts drifts = newDrifts();

    private Drifts newDrifts() {
        GrayEvents published = new GrayEvents();
        published.listen(events::add);
        return new Drifts(published, meters, () -> nanos);
    }

    @Nested
    class Begin {

        @Test
        void newDrift_isCountedLoggedAndPublished() {
            try (CapturedLog log = new CapturedLog()) {
                drifts.take(APPLICATION, showing("v2"));

                assertThat(drifts.list()).containsExactly(TO_V2);
                assertThat(events).containsExactly(new GrayEvent.LabelDrifted(TO_V2));
                assertThat(meters.value(Meter.LABELS_DRIFTED)).isEqualTo(1);
                assertThat(log.linesWith("Label drift: " + TO_V2.describe())).isEqualTo(1);
            }
        }

        @Test
        void severalServicesOneAfterTheOther_areOneDrift() {
            try (CapturedLog log = new CapturedLog()) {
                drifts.take(ECHO, showing("v2", Map.of("application", "demo-provider")));
                drifts.take(APPLICATION, showing("v2"));
                drifts.take(CLOCK, showing("v2", Map.of("application", "demo-provider")));

                assertThat(drifts.list()).containsExactly(TO_V2);
                assertThat(events).containsExactly(new GrayEvent.LabelDrifted(TO_V2));
                assertThat(meters.value(Meter.LABELS_DRIFTED)).isEqualTo(1);
                assertThat(log.linesWith("Label drift: ")).isEqualTo(1);
            }
        }

        @Test
        void applicationAfterAnInterfaceOfItsOtherProtocol_isTheSameInstance() {
            drifts.take(ECHO, of(Listed.at(50_051, metadata("v2", Map.of("application", "demo-provider")))));
            drifts.take(APPLICATION, showing("v2", Map.of("dubbo.endpoints", TWO_PROTOCOLS)));

            assertThat(drifts.list()).extracting(LabelDrift::address).containsExactly("127.0.0.1:50051");
            assertThat(meters.value(Meter.LABELS_DRIFTED)).isEqualTo(1);
        }

        @Test
        void interfacesOfBothProtocolsAfterTheApplication_areTheSameInstance() {
            drifts.take(APPLICATION, showing("v2", Map.of("dubbo.endpoints", TWO_PROTOCOLS)));
            drifts.take(ECHO, of(Listed.at(1, metadata("v2", Map.of())), Listed.at(50_051, metadata("v2", Map.of()))));

            assertThat(drifts.list()).containsExactly(TO_V2);
            assertThat(events).hasSize(1);
        }

        @Test
        void addressesThatTurnOutToBeOneInstance_leaveOneDrift() {
            drifts.take(ECHO, of(Listed.at(1, metadata("v2", Map.of())), Listed.at(50_051, metadata("v2", Map.of()))));
            assertThat(drifts.list()).hasSize(2);

            drifts.take(APPLICATION, showing("v2", Map.of("dubbo.endpoints", TWO_PROTOCOLS)));

            assertThat(drifts.list()).hasSize(1);
            assertThat(events).hasSize(3).last().isInstanceOf(GrayEvent.DriftSettled.class);
        }

        @Test
        void otherInstanceAndOtherLabel_areOtherDrifts() {
            drifts.take(
                    APPLICATION,
                    of(
                            Listed.at(1, describing("version=v1,env=gray", Map.of("version", "v2"))),
                            Listed.at(2, describing("version=v1", Map.of("version", "v2")))));

            assertThat(drifts.list())
                    .extracting(drift -> drift.address() + " " + drift.key())
                    .containsExactly("127.0.0.1:1 env", "127.0.0.1:1 version", "127.0.0.1:2 version");
            assertThat(meters.value(Meter.LABELS_DRIFTED)).isEqualTo(3);
        }
    }

    @Nested
    class Change {

        @Test
        void anotherValue_isToldAndCountsAsTheSameDrift() {
            drifts.take(APPLICATION, showing("v2"));
            drifts.take(APPLICATION, showing("v3"));

            assertThat(events).containsExactly(new GrayEvent.LabelDrifted(TO_V2), new GrayEvent.LabelDrifted(TO_V3));
            assertThat(drifts.list()).containsExactly(TO_V3);
            assertThat(meters.value(Meter.LABELS_DRIFTED)).isEqualTo(1);
        }

        @Test
        void servicesThatDiffer_areNoNewsWhileOneSaysWhatWasTold() {
            drifts.take(ECHO, showing("v2"));
            drifts.take(APPLICATION, showing("v3"));
            drifts.take(CLOCK, showing("v3"));
            assertThat(events).hasSize(1);

            drifts.take(ECHO, showing("v3"));

            assertThat(events).hasSize(2).last().extracting("drift.effective").isEqualTo("v3");
        }
    }

    @Nested
    class End {

        @Test
        void oneServiceAgreesAgain_isNoEnd() {
            drifts.take(APPLICATION, showing("v2"));
            drifts.take(ECHO, showing("v2"));

            drifts.take(APPLICATION, showing("v1"));
            later(Drifts.SETTLING_NANOS);

            assertThat(events).containsExactly(new GrayEvent.LabelDrifted(TO_V2));
        }

        @Test
        void allAgreeForAWhile_isOverOnce() {
            try (CapturedLog log = new CapturedLog()) {
                drifts.take(APPLICATION, showing("v2"));
                drifts.take(ECHO, showing("v2"));
                drifts.take(APPLICATION, showing("v1"));
                drifts.take(ECHO, showing("v1"));

                later(Drifts.SETTLING_NANOS - 1);
                assertThat(drifts.list()).containsExactly(TO_V2);
                later(1);
                later(1);

                assertThat(drifts.list()).isEmpty();
                assertThat(events)
                        .containsExactly(new GrayEvent.LabelDrifted(TO_V2), new GrayEvent.DriftSettled(TO_V2));
                assertThat(log.linesWith("Label drift is over: " + TO_V2.describe()))
                        .isEqualTo(1);
            }
        }

        @Test
        @DisplayName("Saying it, taking it back and saying it again within 1.2 s is one drift")
        void saidAgainBeforeItIsOver_wentOnAllTheTime() {
            for (int i = 0; i < 5; i++) {
                drifts.take(APPLICATION, showing("v2"));
                later(Duration.ofMillis(600).toNanos());
                drifts.take(APPLICATION, showing("v1"));
                later(Duration.ofMillis(600).toNanos());
            }

            assertThat(events).containsExactly(new GrayEvent.LabelDrifted(TO_V2));
            assertThat(meters.value(Meter.LABELS_DRIFTED)).isEqualTo(1);
        }

        @Test
        void agreeingLonger_isCountedFromTheLastTimeItWasSaid() {
            drifts.take(APPLICATION, showing("v2"));
            drifts.take(APPLICATION, showing("v1"));
            later(Drifts.SETTLING_NANOS - 1);
            drifts.take(APPLICATION, showing("v2"));
            drifts.take(APPLICATION, showing("v1"));
            later(Drifts.SETTLING_NANOS - 1);

            assertThat(events).containsExactly(new GrayEvent.LabelDrifted(TO_V2));
        }

        @Test
        void instanceThatLeft_isOver() {
            drifts.take(APPLICATION, showing("v2"));
            drifts.take(APPLICATION, of());
            later(Drifts.SETTLING_NANOS);

            assertThat(events).containsExactly(new GrayEvent.LabelDrifted(TO_V2), new GrayEvent.DriftSettled(TO_V2));
        }

        @Test
        void servicesThatAreForgotten_saySoNoMore() {
            drifts.take(APPLICATION, showing("v2"));
            drifts.take(ECHO, showing("v2"));

            drifts.forget(APPLICATION);
            later(Drifts.SETTLING_NANOS);
            assertThat(events).hasSize(1);
            drifts.forget(ECHO);
            later(Drifts.SETTLING_NANOS);

            assertThat(events).hasSize(2).last().isEqualTo(new GrayEvent.DriftSettled(TO_V2));
        }

        @Test
        void afterItIsOver_itIsNewsAgain() {
            drifts.take(APPLICATION, showing("v2"));
            drifts.take(APPLICATION, showing("v1"));
            later(Drifts.SETTLING_NANOS);
            drifts.take(APPLICATION, showing("v2"));

            assertThat(events).hasSize(3);
            assertThat(meters.value(Meter.LABELS_DRIFTED)).isEqualTo(2);
        }

        private void later(long by) {
            nanos += by;
            drifts.step();
        }
    }

    private static LiveInstances showing(String version) {
        return showing(version, Map.of());
    }

    private static LiveInstances showing(String version, Map<String, String> more) {
        return of(Listed.at(1, metadata(version, more)));
    }

    private static Map<String, String> metadata(String version, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(describing("version=v1", Map.of("version", version)));
        all.putAll(more);
        return all;
    }

    private static LiveInstances of(RegisteredInstance... listed) {
        return LiveInstances.of(List.of(listed), instance -> 1);
    }
}
