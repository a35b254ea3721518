package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.rule.Share;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.fleet.Grayctl;
import io.github.dubbogray.it.lab.Ailment;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.OutOfOrder;
import io.github.dubbogray.it.lab.ProbeConsumer;
import io.github.dubbogray.it.lab.Size;
import io.github.dubbogray.it.lab.Traffic;
import io.github.dubbogray.it.lab.Ward;
import io.github.dubbogray.nacos.ConfigChange;
import io.github.dubbogray.nacos.NacosConfigs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Releases that run themselves: providers, Nacos and controllers in processes of their own, three consumers that call all the
 * while (seed rows E67, E70 to E72, E76, E77, E86).
 */
@ExtendWith(FleetExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReleaseIT {

    private static final int CONSUMERS = 3;
    private static final int CALLS_PER_SECOND = 300;
    private static final int USERS = 100_000;
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** So short that a build has the time; gray needs some hundred calls at each step. */
    private static final String PLAN = """
            apiVersion: dubbo-gray/v1
            application: %s
            lane: canary
            rule: ramp
            steps:
              - { share: 10%%, hold: 4s }
              - { share: 50%%, hold: 4s }
              - { share: 100%%, hold: 2s }
            analysis: { every: 1s, minCalls: 50, errorMargin: 10, slowMargin: 10, slowerThan: 5s }
            onInconclusive: { hold: 5m, then: pause }
            """.formatted(Lab.APPLICATION);

    private Path folder;

    private Ward ward;
    private List<ProbeConsumer> consumers;
    private Traffic traffic;
    private final List<Process> controllers = new ArrayList<>();
    private int releases;
    private int changesBefore;

    @BeforeAll
    void begin(Fleet fleet, @TempDir Path folder) throws Exception {
        this.folder = folder;
        ward = Ward.open(fleet, 1, 1);
        publish();
        consumers = IntStream.range(0, CONSUMERS)
                .mapToObj(each -> ward.lab().consumer("web-" + each, Map.of("dubbo.gray.announce.every", "2")))
                .toList();
        traffic = Traffic.of(CALLS_PER_SECOND, USERS, user -> {
            int number = Integer.parseInt(user.substring("user-".length()));
            consumers.get(number % CONSUMERS).call(Map.of("user-id", user));
        });
        Files.writeString(folder.resolve("plan.yaml"), PLAN);
    }

    @AfterAll
    void end() throws Exception {
        traffic.close();
        ward.close();
    }

    @BeforeEach
    void startRelease() {
        ward.heal();
        publish();
        await().atMost(LIMIT).until(() -> grayctl("wait", "--timeout", "10s").exitCode() == 0);
        changesBefore = changes().size();
        done("release", "start", "plan.yaml", "--id", "r-" + ++releases, "--yes");
    }

    @AfterEach
    void stopControllers() {
        controllers.forEach(Process::destroyForcibly);
        controllers.clear();
    }

    private void publish() {
        ward.lab().publish(document());
    }

    private static String document() {
        return Texts.ramp("0") + "failures: { exceptions: [" + OutOfOrder.class.getName() + "] }\n";
    }

    private Grayctl grayctl() {
        return new Grayctl(
                folder,
                Map.of(
                        "GRAYCTL_SERVER", ward.lab().fleet().nacos().serverAddress(),
                        "GRAYCTL_NAMESPACE", ward.lab().namespace(),
                        "GRAYCTL_APPLICATION", Lab.APPLICATION));
    }

    private Grayctl.Ran grayctl(String... arguments) {
        return grayctl().run(arguments);
    }

    private void done(String... arguments) {
        Grayctl.Ran ran = grayctl(arguments);
        assertThat(ran.exitCode()).as(ran.toString()).isZero();
    }

    private Process control() {
        Process controller = grayctl().start("controller-" + releases + ".log", "release", "run");
        controllers.add(controller);
        return controller;
    }

    private JsonNode status() {
        Grayctl.Ran ran = grayctl("release", "status", "--json");
        try {
            return JSON.readTree(ran.out());
        } catch (IOException e) {
            throw new UncheckedIOException(ran.toString(), e);
        }
    }

    private String phase() {
        return status().path("phase").asText();
    }

    private void awaitPhase(String phase) {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(300)).until(() -> phase().equals(phase));
    }

    /** Returns the shares that were published since this release was started, in their order, as Nacos recorded them. */
    private List<Integer> shares() {
        List<String> texts = new ArrayList<>();
        texts.add(inNacos());
        List<ConfigChange> changes = changes();
        int published = changes.size() - changesBefore;
        changes.stream()
                .limit(Math.max(0, published - 1))
                .forEach(change -> texts.add(String.valueOf(change.before())));
        Collections.reverse(texts);
        return published == 0
                ? List.of()
                : texts.stream().map(text -> share(table(text))).toList();
    }

    private String inNacos() {
        return Objects.requireNonNull(new NacosConfigs(ward.lab().admin()).read(Lab.document(Lab.APPLICATION)))
                .text();
    }

    private List<ConfigChange> changes() {
        return new NacosConfigs(ward.lab().admin()).history(Lab.document(Lab.APPLICATION), 1_000);
    }

    private static Table table(String text) {
        return ((Reading.Accepted) DocumentReader.read(text)).table();
    }

    private static int share(Table table) {
        return table.rules().list().get(0).target().shares().stream()
                .filter(share -> share.lane().equals("canary"))
                .mapToInt(Share::basisPoints)
                .sum();
    }

    private static void pass(Duration time) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
    }

    private double grayPercent(Duration of) throws InterruptedException {
        long begin = System.nanoTime();
        pass(of);
        return Traffic.percent(traffic.since(begin), call -> call.isTo(ward.gray()));
    }

    @Test
    @DisplayName("A good version is promoted, though leading controllers are killed: each share once, no step left out")
    void goodVersion_isPromotedWhoeverIsKilled() throws Exception {
        long seed = System.nanoTime();
        System.out.println("kills by seed " + seed);
        Random random = new Random(seed);
        control();
        control();
        int kills = Size.of(3, 20);
        for (int kill = 0; kill < kills && !status().path("isOver").asBoolean(); kill++) {
            pass(Duration.ofMillis(random.nextInt(4_000)));
            String leader = status().path("leader").asText();
            controllers.stream()
                    .filter(each -> leader.startsWith(each.pid() + "@"))
                    .findFirst()
                    .ifPresent(Process::destroyForcibly);
            control();
        }
        awaitPhase("promoted");

        assertThat(shares()).containsExactly(1_000, 5_000, 10_000, 10_000);
        assertThat(inNacos()).doesNotContain("release:");
        assertThat(grayctl("release", "report").out()).contains("| outcome | promoted");
        await().atMost(LIMIT).until(() -> grayPercent(Duration.ofSeconds(1)) > 99);
    }

    @Test
    @DisplayName(
            "A version with 25 points more failures is rolled back at the first step; its consumers agree within 2 s")
    void badVersion_isRolledBack() throws Exception {
        long begin = System.nanoTime();
        ward.grayBecome(Ailment.failingAtRandom(25, 7));
        control();
        awaitPhase("rolled-back");

        List<Traffic.Call> calls = traffic.since(begin);
        long failed = calls.stream().filter(Traffic.Call::isFailed).count();
        assertThat(shares()).containsExactly(1_000, 0);
        assertThat(grayPercent(Duration.ofSeconds(2))).isZero();
        String report = grayctl("release", "report").out();
        System.out.println(report + "\nfailed calls of the bad version: " + failed + " of "
                + calls.stream().filter(call -> call.isTo(ward.gray())).count());
        assertThat(report).contains("| trigger |", "| time to detect", "| time to recover");
    }

    @Test
    @DisplayName(
            "An outage of both lanes is nobody's fault; an operator's edit is kept and pauses the release, an order goes on")
    void outageAndEdit_areNoHarm() throws Exception {
        control();
        await().atMost(LIMIT).until(() -> status().path("step").asInt() == 1);
        ward.stable().forEach(patient -> patient.become(Ailment.failingAtRandom(40, 3)));
        ward.gray().forEach(patient -> patient.become(Ailment.failingAtRandom(40, 4)));
        pass(Duration.ofSeconds(6));
        ward.heal();
        assertThat(phase()).isIn("running", "inconclusive");

        done("lanes", "ramp", "canary", "20%", "--yes");
        awaitPhase("paused");
        assertThat(status().path("reason").asText()).contains("the edit is kept");
        assertThat(share(table(
                        Objects.requireNonNull(new NacosConfigs(ward.lab().admin()).read(Lab.document(Lab.APPLICATION)))
                                .text())))
                .isEqualTo(2_000);
        done("release", "rollback", "--yes", "--reason", "enough");
        awaitPhase("rolled-back");
    }
}
