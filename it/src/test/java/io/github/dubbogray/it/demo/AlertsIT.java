package io.github.dubbogray.it.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.it.fleet.Consumer;
import io.github.dubbogray.it.fleet.FreePort;
import io.github.dubbogray.it.lab.Size;
import io.github.dubbogray.it.ops.PrometheusServer;
import io.github.dubbogray.it.ops.Sight;
import io.github.dubbogray.nacos.ConfigId;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The alerts of {@code ops/} on faults that are planted in real applications, with a real Prometheus; a minute of theirs is two
 * seconds here. Some in every build, all with {@code -Psoak}.
 */
class AlertsIT {

    /** The alerts' longest time is an hour, two minutes here. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final int HASTE = 30;
    private static final int CALLS_PER_SECOND = 40;

    /** Only a bug of the library's own can raise it, and there is no way to ask for one. */
    private static final Set<String> NOT_PLANTED = Set.of("DubboGrayLibraryBug");

    private static final String BEFORE_GRAY = "application:dubbo_gray_calls_failed_before_gray:ratio_rate5m";

    /** What ends a fault, beside what {@link #restore} does for all of them. */
    private static final Deque<AutoCloseable> PLANTED = new ArrayDeque<>();

    @TempDir
    private static Path rules;

    private static Performance performance;
    private static Stage stage;
    private static Sight sight;
    private static Passersby passersby;

    /** Who calls with the tag; nobody does while it is silent. */
    private static volatile boolean isLaneCalled = true;

    @BeforeAll
    static void start() {
        Sight.assumeTools();
        performance = Performance.prepare(
                new Screen(new PrintStream(System.out, true, StandardCharsets.UTF_8)),
                Optional.of(new PrometheusServer.Settings(Duration.ofSeconds(1), Sight.hastenedRules(rules, HASTE))));
        stage = performance.stage();
        sight = new Sight(performance.prometheus().orElseThrow().address());
        stage.fleet().publish(Documents.watched());
        passersby = Passersby.start(
                CALLS_PER_SECOND, List.of(call -> stage.consumer().call(Map.of()), call -> {
                    if (isLaneCalled) {
                        stage.consumer().call(Map.of("x-gray-tag", "canary"));
                    }
                }));
    }

    @AfterAll
    static void end() {
        if (passersby != null) {
            passersby.close();
        }
        if (performance != null) {
            performance.close();
        }
    }

    /**
     * A fault that raises an alert. What it plants, {@link #restore} takes away.
     *
     * @param alert its name, without the prefix that all have
     * @param others what the same fault also raises, and may
     * @param always whether every build plants it
     */
    private record Fault(String alert, Set<String> others, boolean always, Runnable plant) {
        @Override
        public String toString() {
            return alert;
        }
    }

    private static Stream<Fault> faults() {
        return all().stream().filter(fault -> fault.always() || Size.isWhole());
    }

    private static List<Fault> all() {
        return List.of(
                new Fault("DocumentRefused", Set.of(), true, publish(Documents.broken())),
                new Fault("ErrorRateAboveStable", Set.of(), true, sick("failing")),
                new Fault("TagsDropped", Set.of(), false, () -> call(stage.consumer(), "=;=;=")),
                new Fault(
                        "LaneTripped",
                        Set.of("ErrorRateAboveStable", "LaneFallsBack", "LaneFlapping"),
                        true,
                        AlertsIT::makeWatchedLaneSick),
                new Fault("PlacementsRefused", Set.of("ErrorRateAboveStable", "LaneTripped"), true, () -> {
                    stage.fleet().publish(Documents.strict());
                    stage.gray().process().kill();
                }),
                new Fault("CpuAboveStable", Set.of(), false, sick("busy")),
                new Fault("HeapAboveStable", Set.of(), false, () -> {
                    stage.makeSick("v2", "greedy");
                    // Once healed it would hold its garbage for as long as it has nothing to do.
                    PLANTED.add(() -> stage.gray().process().kill());
                }),
                new Fault("IoAboveStable", Set.of("CpuAboveStable"), false, sick("chatty")),
                new Fault("LaneWithoutTraffic", Set.of(), false, () -> isLaneCalled = false),
                new Fault("InstanceEjected", Set.of(), false, () -> {
                    stage.fleet().publish(Documents.ejecting());
                    stage.makeSick("v1-b");
                }),
                new Fault("LabelDrift", Set.of(), false, () -> {
                    stage.fleet().edit(stage.gray(), Map.of("gray.env", "other"));
                    PLANTED.add(() -> stage.fleet().takeBack(stage.gray(), "gray.env"));
                }),
                new Fault(
                        "LaneFallsBack",
                        Set.of(),
                        false,
                        () -> stage.gray().process().kill()),
                new Fault("DeploymentSlow", Set.of(), false, () -> {
                    stage.fleet().publish(Documents.twoVersions());
                    PLANTED.add(stage.fleet().provider("v3", "version=v3,env=gray"));
                }),
                new Fault("TagsUntrusted", Set.of("LaneWithoutTraffic"), false, () -> {
                    call(startConsumer("wary", Map.of("dubbo.gray.entry.trust", "none")), "canary");
                }),
                new Fault("SwitchMismatched", Set.of(), false, AlertsIT::changeTheTypeOfASwitch),
                new Fault("RevisionsDiffer", Set.of("LastGoodInUse"), false, () -> {
                    startCutOff();
                    stage.fleet().publish(Documents.lanes());
                }),
                new Fault("LastGoodInUse", Set.of(), false, AlertsIT::startCutOff),
                new Fault(
                        "AlertsDropped",
                        Set.of("LaneTripped", "ErrorRateAboveStable", "LaneFallsBack", "LaneFlapping"),
                        false,
                        () -> {
                            String nobody = stage.consumer().address("/no-such-page");
                            call(startConsumer("mute", Map.of("dubbo.gray.alert.webhook", nobody)), "canary");
                            makeWatchedLaneSick();
                        }),
                new Fault(
                        "LaneFlapping",
                        Set.of("LaneTripped", "ErrorRateAboveStable", "LaneFallsBack"),
                        false,
                        AlertsIT::makeWatchedLaneSick),
                new Fault("InstanceRestarts", Set.of("LaneFallsBack"), false, AlertsIT::restartOften),
                new Fault(
                        "ErrorRateRisen",
                        Set.of("LaneWithoutTraffic", "ErrorRateAboveStable"),
                        false,
                        AlertsIT::makeLaneSickThatHadNoCalls));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void fault_raisesItsAlert_andNoOther(Fault fault) throws Exception {
        String alert = "DubboGray" + fault.alert();
        Set<String> seen = new TreeSet<>();
        await("nothing fires before")
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(sight.firing()).isEmpty());

        try {
            fault.plant().run();
            await(alert).atMost(LIMIT).until(() -> {
                seen.addAll(sight.firing());
                return seen.contains(alert);
            });
        } finally {
            restore();
        }
        await("it is over")
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(sight.firing()).isEmpty());

        seen.remove(alert);
        fault.others().forEach(other -> seen.remove("DubboGray" + other));
        seen.remove("DubboGrayErrorRateRisen"); // of whatever fails, once there was a moment without gray calls
        assertThat(seen).as("besides " + alert).isEmpty();
    }

    @Test
    void everyAlert_hasItsFault() {
        Set<String> planted = new HashSet<>();
        all().forEach(fault -> planted.add("DubboGray" + fault.alert()));
        planted.addAll(NOT_PLANTED);

        assertThat(planted).isEqualTo(Sight.alerts());
    }

    /** Makes everything well again, whatever was planted. */
    private static void restore() throws Exception {
        while (!PLANTED.isEmpty()) {
            PLANTED.removeLast().close();
        }
        isLaneCalled = true;
        stage.heal("v2");
        stage.heal("v1-b");
        stage.reviveGray();
        stage.fleet().publish(Documents.watched());
    }

    private static Runnable publish(String document) {
        return () -> stage.fleet().publish(document);
    }

    private static Runnable sick(String ailment) {
        return () -> stage.makeSick("v2", ailment);
    }

    private static void makeWatchedLaneSick() {
        stage.fleet().publish(Documents.health());
        stage.makeSick("v2");
    }

    private static void makeLaneSickThatHadNoCalls() {
        isLaneCalled = false;
        await("no gray calls in a window").atMost(LIMIT).until(() -> sight.has(BEFORE_GRAY));
        isLaneCalled = true;
        stage.makeSick("v2", "failing");
    }

    /** The entry's code asks for it as a boolean. */
    private static void changeTheTypeOfASwitch() {
        ConfigId document = new ConfigId("demo-consumer.gray-switches", "dubbo");
        stage.fleet()
                .nacos()
                .admin()
                .publishConfig(document, Documents.features(10).replace("type: boolean", "type: string"));
        PLANTED.add(() -> stage.fleet().nacos().admin().deleteConfig(document));
        PLANTED.add(Passersby.start(
                CALLS_PER_SECOND, List.of(call -> stage.consumer().features(Map.of("user-id", "user-1")))));
    }

    /** Has people call a consumer with a tag. */
    private static void call(Consumer consumer, String tag) {
        PLANTED.add(Passersby.start(CALLS_PER_SECOND, List.of(call -> consumer.call(Map.of("x-gray-tag", tag)))));
    }

    private static Consumer startConsumer(String name, Map<String, String> properties) {
        Consumer consumer = stage.fleet().consumer(name, properties);
        PLANTED.add(consumer.process());
        return consumer;
    }

    private static void restartOften() {
        int before = sight.restarts();
        for (int i = 0; i < 4; i++) {
            stage.gray().process().kill();
            stage.reviveGray();
            int times = i + 1;
            await("Prometheus has seen restart " + times).atMost(LIMIT).until(() -> sight.restarts() >= before + times);
        }
    }

    /** Starts a consumer that had the document once, and whose config centre is away now. */
    private static void startCutOff() {
        Consumer first = stage.fleet().consumer("cut-off", Map.of());
        await("it has the document")
                .atMost(LIMIT)
                .until(() -> first.process().output().contains("Gray document in force: demo-provider"));
        first.process().close();
        startConsumer(
                "cut-off",
                Map.of(
                        "dubbo.config-center.address",
                        "nacos://127.0.0.1:" + FreePort.choose(),
                        "dubbo.config-center.check",
                        "false"));
    }
}
