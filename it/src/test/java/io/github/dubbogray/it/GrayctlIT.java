package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.fleet.Grayctl;
import io.github.dubbogray.it.fleet.JavaProcess;
import io.github.dubbogray.it.lab.Busy;
import io.github.dubbogray.it.lab.Calls;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.ProbeCalls;
import io.github.dubbogray.it.lab.ProbeConsumer;
import io.github.dubbogray.it.lab.Qos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An operator steers running applications with the launcher alone (seed rows E42, E52, E89). */
@ExtendWith(FleetExtension.class)
class GrayctlIT {

    private static final Duration EFFECT = Duration.ofSeconds(5);
    private static final String BACKEND = "backend";
    private static final int CALLS = 40;
    private static final int USERS = 10_000;
    /** In which more calls are made than are kept. */
    private static final Duration RECORDING = Duration.ofSeconds(5);

    private static final int KEPT = 2_000;

    @TempDir
    private Path folder;

    private Lab lab;
    private String application;

    private Grayctl.Ran grayctl(String... arguments) {
        return new Grayctl(
                        folder,
                        Map.of(
                                "GRAYCTL_SERVER", lab.fleet().nacos().serverAddress(),
                                "GRAYCTL_NAMESPACE", lab.namespace(),
                                "GRAYCTL_APPLICATION", application))
                .run(arguments);
    }

    private static JsonNode json(Grayctl.Ran ran) throws IOException {
        return new ObjectMapper().readTree(ran.out());
    }

    private void done(String... arguments) {
        assertThat(grayctl(arguments))
                .satisfies(ran -> assertThat(ran.exitCode()).as(ran.toString()).isZero());
    }

    private void write(String name, String document) throws IOException {
        Files.writeString(folder.resolve(name), document);
    }

    @Test
    @DisplayName(
            "What preview predicts is what happens; ramp, off, labels and isolation steer calls that are being made")
    void operator_steersRunningApplications(Fleet fleet) throws Exception {
        try (Lab opened = Lab.open(fleet)) {
            lab = opened;
            application = Lab.APPLICATION;
            lab.provider("v1", "version=v1");
            Lab.Instance gray = lab.provider("v2", "version=v2");
            ProbeConsumer consumer = lab.consumer("steered");
            String address = "127.0.0.1:" + gray.port();
            write("first.yaml", Texts.canary());
            write("ramp.yaml", Texts.ramp("20"));
            done("apply", "first.yaml", "--yes");
            done("wait", "--timeout", "30s");

            JsonNode move = json(grayctl("preview", "ramp.yaml", "--json")).at("/difference/changes/0/moves/0");
            assertThat(move.get("to").asText()).isEqualTo("canary");
            double predicted = move.get("percent").asDouble() / 100;
            done("apply", "ramp.yaml", "--yes");
            done("wait", "--timeout", "30s");
            double share = share(consumer, USERS);
            assertThat(share).isCloseTo(predicted, within(3 * Math.sqrt(predicted * (1 - predicted) / USERS)));

            record(consumer);
            Grayctl.Ran same = grayctl("replay", "traffic.jsonl", "--document", "ramp.yaml", "--json");
            assertThat(same.exitCode()).as(same.toString()).isZero();
            assertThat(json(same).get("decisions").asInt()).isEqualTo(KEPT);
            assertThat(json(same).get("unlike").asInt()
                            + json(same).get("undecided").asInt())
                    .isZero();
            write("more.yaml", Texts.ramp("60"));
            Grayctl.Ran more = grayctl("preview", "more.yaml", "--traffic", "traffic.jsonl", "--json");
            JsonNode canary = json(more).at("/traffic/lanes/0");
            assertThat(canary.get("lane").asText()).as(more.toString()).isEqualTo("canary");
            assertThat(canary.get("least")).isEqualTo(canary.get("most"));
            assertThat(canary.get("most").asDouble() / 100).isCloseTo(0.6, within(3 * Math.sqrt(0.24 / KEPT)));

            done("lanes", "ramp", "canary", "60%", "--yes");
            await().atMost(Busy.stretched(EFFECT)).until(() -> share(consumer, 500) > 0.5);
            done("off", "--yes");
            await().atMost(Busy.stretched(EFFECT)).until(() -> share(consumer, 100) == 0);
            done("undo", "--yes");
            await().atMost(Busy.stretched(EFFECT)).until(() -> share(consumer, 500) > 0.5);

            done("isolate", address, "--yes");
            await().atMost(Busy.stretched(EFFECT))
                    .untilAsserted(() -> assertThat(servedBy(consumer)).containsExactly("v1"));
            assertThat(json(grayctl("status", "--json")).at("/0/instances")).anySatisfy(instance -> {
                assertThat(instance.get("address").asText()).isEqualTo(address);
                assertThat(instance.get("standing").asText()).isEqualTo("out");
                assertThat(instance.get("lane").asText()).isEqualTo("canary");
            });
            done("restore", address, "--yes");
            await().atMost(Busy.stretched(EFFECT))
                    .untilAsserted(() -> assertThat(servedBy(consumer)).containsExactly("v2"));
            done("label", "set", address, "version=v9", "--yes");
            // No gray lane has it now, so it is one more of stable, where calls for the empty lane go.
            await().atMost(Busy.stretched(EFFECT))
                    .untilAsserted(() -> assertThat(servedBy(consumer)).containsExactlyInAnyOrder("v1", "v2"));
            done("label", "unset", address, "version", "--yes");
            assertThat(json(grayctl("status", "--json")).at("/0/instances"))
                    .anySatisfy(instance -> assertThat(instance.get("address").asText() + instance.get("labels"))
                            .isEqualTo(address + "{}"));
            done("label", "set", address, "version=v2", "--yes");
            await().atMost(Busy.stretched(EFFECT))
                    .untilAsserted(() -> assertThat(servedBy(consumer)).containsExactly("v2"));
        }
    }

    /** Records a sample of calls that are made meanwhile. */
    private void record(ProbeConsumer consumer) throws Exception {
        try (Qos qos = Qos.of(consumer.application())) {
            CompletableFuture<Grayctl.Ran> recorded = CompletableFuture.supplyAsync(() -> grayctl(
                    "record",
                    "--qos",
                    qos.address(),
                    "--for",
                    Busy.stretched(RECORDING).toSeconds() + "s",
                    "--limit",
                    String.valueOf(KEPT),
                    "-o",
                    "traffic.jsonl"));
            while (!recorded.isDone()) {
                share(consumer, USERS);
            }
            assertThat(recorded.get().exitCode()).as(recorded.get().toString()).isZero();
            assertThat(recorded.get().err()).matches("steered .*: " + KEPT + " of \\d+ calls\n");
        }
    }

    /** By whom calls for the lane are answered. */
    private static Set<String> servedBy(ProbeConsumer consumer) {
        return Calls.count(CALLS, call -> consumer.tagged("canary")).keySet();
    }

    private static double share(ProbeConsumer consumer, int users) {
        return ProbeCalls.usersOf("v2", users, consumer).size() / (double) users;
    }

    @Test
    @DisplayName("A consumer that was stopped is named, and is up to date within 5 s of going on")
    void wait_namesAStoppedConsumer(Fleet fleet) throws Exception {
        try (Lab opened = Lab.open(fleet)) {
            lab = opened;
            application = BACKEND;
            lab.provider(BACKEND, "backend", "", Map.of("probe.backend", "true"));
            JavaProcess front = lab.alone(Lab.APPLICATION, "front", "", Map.of("probe.relays", "true"))
                    .process();
            write("one.yaml", document("v1"));
            write("two.yaml", document("v2"));
            done("apply", "one.yaml", "--yes");
            done("wait", "--timeout", "60s");

            front.freeze();
            try {
                done("apply", "two.yaml", "--yes");
                Grayctl.Ran waited = grayctl("wait", "--timeout", "3s");
                assertThat(waited.exitCode()).as(waited.toString()).isEqualTo(1);
                assertThat(waited.out()).contains(Lab.APPLICATION + " " + front.pid() + "@", "1 of 1 do not run");
            } finally {
                front.thaw();
            }
            done("wait", "--timeout", "5s");
        }
    }

    private static String document(String version) {
        return """
                apiVersion: dubbo-gray/v1
                application: %s
                lanes:
                  canary: { labels: { version: %s } }
                """.formatted(BACKEND, version);
    }

    @Test
    @DisplayName("One edit of the document in Nacos after another: history has them all, and undo gives each back")
    void history_hasWhatWasDone(Fleet fleet) throws Exception {
        try (Lab opened = Lab.open(fleet)) {
            lab = opened;
            application = Lab.APPLICATION;
            write("ramp.yaml", "# by hand\r\n" + Texts.ramp("20"));
            done("apply", "ramp.yaml", "--yes", "--author", "amy", "--reason", "begin");
            done("lanes", "ramp", "canary", "30%", "--yes", "--author", "bob");
            done("undo", "--yes", "--author", "amy");

            assertThat(json(grayctl("history", "--json")))
                    .extracting(change -> change.get("by").asText() + ": "
                            + change.get("what").asText())
                    .isEqualTo(List.of("amy: undo 1", "bob: ramp canary 30%", "amy: apply"));
            assertThat(grayctl("history", "--show", "0").out()).isEqualTo("# by hand\r\n" + Texts.ramp("20"));
        }
    }
}
