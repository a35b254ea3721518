package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.Busy;
import io.github.dubbogray.it.lab.Discovery;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.ProbeConsumer;
import io.github.dubbogray.nacos.NacosInstance;
import io.github.dubbogray.observability.qos.GrayReport;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.event.GrayEvent;
import io.github.dubbogray.router.event.LabelDrift;
import io.github.dubbogray.router.meter.Meter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an instance says of itself and what the registry says, when they differ. */
@ExtendWith(FleetExtension.class)
class DriftIT {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** A drift is over when it has not been said for three seconds. */
    private static final Duration END = Duration.ofSeconds(10);

    private static final Duration START = Duration.ofSeconds(30);

    @ParameterizedTest(name = "by {0}")
    @EnumSource(Discovery.class)
    @DisplayName("An edit is reported as drift and settles when it is taken back; a map stored by the console's form "
            + "covers what the next process at that address registers, and that is reported too")
    void edits_areReportedAsDrift(Discovery discovery, Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet, "dubbo", discovery)) {
            Lab.Instance first = lab.provider("first", "version=v1");
            ProbeConsumer consumer = lab.consumer("drift");
            GrayApplication gray = GrayApplication.of(consumer.application());
            Queue<GrayEvent> events = new ConcurrentLinkedQueue<>();
            gray.listen(events::add);
            assertThat(consumer.untagged().getInstance()).isEqualTo("first");
            assertThat(gray.drifts()).isEmpty();

            LabelDrift edited = drift(first, "v1", "v2");
            assertToldAsListed(lab, consumer, first);
            lab.edit(first, Map.of("gray.version", "v2"));
            awaitDrifts(gray, edited);
            assertToldAsListed(lab, consumer, first, edited);
            lab.takeBack(first, "gray.version");
            awaitDrifts(gray);
            assertTold(events, new GrayEvent.LabelDrifted(edited), new GrayEvent.DriftSettled(edited));

            lab.editByForm(first, Map.of("gray.version", "v2"));
            awaitDrifts(gray, edited);
            first.end();
            awaitDrifts(gray);
            events.clear();
            Lab.Instance second = lab.providerAt(first, "second", "version=v3");
            LabelDrift covered = drift(second, "v3", "v2");
            awaitDrifts(gray, covered);
            assertTold(events, new GrayEvent.LabelDrifted(covered));
            assertThat(consumer.tagged("version=v2").getInstance()).isEqualTo("second");
        }
    }

    @Test
    @DisplayName("One edit of an instance that is registered for its application and for its interface, as Dubbo does "
            + "unless told otherwise, is reported once and over once")
    void editOfEveryRegistration_isOneDrift(Fleet fleet) throws Exception {
        try (Lab lab = Lab.openAsDubboDoes(fleet, "dubbo")) {
            Lab.Instance provider = lab.provider("both", "version=v1");
            await().atMost(START)
                    .untilAsserted(() -> assertThat(lab.registered(provider)).hasSize(2));
            ProbeConsumer consumer = lab.consumer("both");
            GrayApplication gray = GrayApplication.of(consumer.application());
            Queue<GrayEvent> events = new ConcurrentLinkedQueue<>();
            gray.listen(events::add);
            assertThat(consumer.untagged().getInstance()).isEqualTo("both");

            LabelDrift edited = drift(provider, "v1", "v2");
            lab.edit(provider, Map.of("gray.version", "v2"));
            awaitDrifts(gray, edited);
            assertToldAsListed(lab, consumer, provider, edited);
            await().atMost(Busy.stretched(LIMIT))
                    .until(() -> consumer.tagged("version=v2").getInstance().equals("both"));
            lab.takeBack(provider, "gray.version");
            awaitDrifts(gray);

            assertTold(events, new GrayEvent.LabelDrifted(edited), new GrayEvent.DriftSettled(edited));
            assertThat(gray.meters().value(Meter.LABELS_DRIFTED)).isEqualTo(1);
        }
    }

    /** Events are told after what they are about. */
    private static void assertTold(Queue<GrayEvent> events, GrayEvent... expected) {
        await().atMost(Busy.stretched(LIMIT))
                .untilAsserted(() -> assertThat(events).containsExactly(expected));
    }

    /** What the consumer tells of its instances, as the command {@code grayInstances} does, is what Nacos lists. */
    private static void assertToldAsListed(
            Lab lab, ProbeConsumer consumer, Lab.Instance provider, LabelDrift... drifts) {
        await().atMost(Busy.stretched(LIMIT)).untilAsserted(() -> {
            NacosInstance listed = lab.registered(provider).get(0);
            JsonNode instances = new ObjectMapper()
                    .readTree(GrayReport.INSTANCES.toJson(List.of(consumer.application())))
                    .path("applications")
                    .path(0)
                    .path("instances");
            assertThat(instances).hasSize(1);
            JsonNode told = instances.path(0);
            Map<String, String> labels = new HashMap<>();
            told.path("labels")
                    .properties()
                    .forEach(label -> labels.put(
                            "gray." + label.getKey(), label.getValue().asText()));
            assertThat(told.path("application").asText()).isEqualTo(Lab.APPLICATION);
            assertThat(told.path("address").asText()).isEqualTo(listed.ip() + ":" + listed.port());
            assertThat(listed.metadata()).containsAllEntriesOf(labels);
            assertThat(labels.keySet())
                    .isEqualTo(listed.metadata().keySet().stream()
                            .filter(key -> key.startsWith("gray."))
                            .collect(Collectors.toSet()));
            assertThat(told.path("weight").asDouble()).isEqualTo(listed.weight());
            assertThat(told.path("drifts").findValuesAsText("effective"))
                    .isEqualTo(Stream.of(drifts).map(LabelDrift::effective).toList());
        });
    }

    private static LabelDrift drift(Lab.Instance provider, String registered, String effective) {
        return new LabelDrift(Lab.APPLICATION, "127.0.0.1:" + provider.port(), "version", registered, effective);
    }

    private static void awaitDrifts(GrayApplication gray, LabelDrift... drifts) {
        await().atMost(drifts.length == 0 ? END : Busy.stretched(LIMIT))
                .until(() -> gray.drifts().equals(List.of(drifts)));
    }
}
