package io.github.dubbogray.it.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.it.fleet.Consumer;
import io.github.dubbogray.it.fleet.FreePort;
import io.github.dubbogray.it.lab.Size;
import io.github.dubbogray.it.ops.PrometheusServer;
import io.github.dubbogray.it.ops.Sight;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedDeque;
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
     * A fault that raises an alert.
     *
     * @param alert its name, without the prefix that all have
     * @param others what the same fault also raises, and may
     * @param always whether every build plants it
     */
    private record Fault(String alert, Set<String> others, boolean always, Runnable plant, Runnable mend) {
        @Override
        public String toString() {
            return alert;
        }
    }

    private static Stream<Fault> faults() {
        return all().stream().filter(fault -> fault.always() || Size.isWhole());
    }

    private static List<Fault> all() {
        ConcurrentLinkedDeque<AutoCloseable> opened = new ConcurrentLinkedDeque<>();
        Runnable closeOpened = () -> closeAll(opened);
        return List.of(
                new Fault("DocumentRefused", Set.of(), true, publish(Documents.broken()), publish(Documents.watched())),
                new Fault("ErrorRateAboveStable", Set.of(), true, sick("v2", "failing"), heal("v2")),
                new Fault(
                        "TagsDropped",
                        Set.of(),
                        true,
                        () -> opened.add(Passersby.start(
                                CALLS_PER_SECOND,
                                List.of(call -> stage.consumer().call(Map.of("x-gray-tag", "=;=;="))))),
                        closeOpened),
                new Fault(
                        "LaneTripped",
                        Set.of("ErrorRateAboveStable", "LaneFallsBack", "LaneFlapping"),
                        true,
                        () -> {
                            stage.fleet().publish(Documents.health());
                            stage.makeSick("v2");
                        },
                        () -> {
                            stage.heal("v2");
                            stage.fleet().publish(Documents.watched());
                        }),
                new Fault(
                        "PlacementsRefused",
                        Set.of("ErrorRateAboveStable", "LaneTripped"),
                        true,
                        () -> {
                            stage.fleet().publish(Documents.strict());
                            stage.gray().process().kill();
                        },
                        AlertsIT::revive),
                new Fault("CpuAboveStable", Set.of(), false, sick("v2", "busy"), heal("v2")),
                new Fault("HeapAboveStable", Set.of(), false, sick("v2", "greedy"), heal("v2")),
                new Fault("IoAboveStable", Set.of("CpuAboveStable"), false, sick("v2", "chatty"), heal("v2")),
                new Fault("LaneWithoutTraffic", Set.of(), false, () -> isLaneCalled = false, () -> isLaneCalled = true),
                new Fault(
                        "InstanceEjected",
                        Set.of(),
                        false,
                        () -> {
                            stage.fleet().publish(Documents.ejecting());
                            stage.makeSick("v1-b");
                        },
                        () -> {
                            stage.heal("v1-b");
                            stage.fleet().publish(Documents.watched());
                        }),
                new Fault(
                        "LabelDrift",
                        Set.of(),
                        false,
                        () -> stage.fleet().edit(stage.gray(), Map.of("gray.env", "other")),
                        () -> stage.fleet().takeBack(stage.gray(), "gray.env")),
                new Fault(
                        "LaneFallsBack",
                        Set.of(),
                        false,
                        () -> stage.gray().process().kill(),
                        AlertsIT::revive),
                new Fault(
                        "DeploymentSlow",
                        Set.of(),
                        false,
                        () -> {
                            stage.fleet().publish(Documents.twoVersions());
                            opened.add(stage.fleet().provider("v3", "version=v3,env=gray"));
                        },
                        () -> {
                            closeAll(opened);
                            stage.fleet().publish(Documents.watched());
                        }),
                new Fault(
                        "TagsUntrusted",
                        Set.of("LaneWithoutTraffic"),
                        false,
                        () -> {
                            Consumer wary = stage.fleet().consumer("wary", Map.of("dubbo.gray.entry.trust", "none"));
                            opened.add(wary.process());
                            opened.add(Passersby.start(
                                    CALLS_PER_SECOND, List.of(call -> wary.call(Map.of("x-gray-tag", "canary")))));
                        },
                        closeOpened),
                new Fault(
                        "RevisionsDiffer",
                        Set.of("LastGoodInUse"),
                        false,
                        () -> {
                            startCutOff(opened);
                            stage.fleet().publish(Documents.lanes());
                        },
                        () -> {
                            closeAll(opened);
                            stage.fleet().publish(Documents.watched());
                        }),
                new Fault("LastGoodInUse", Set.of(), false, () -> startCutOff(opened), closeOpened),
                new Fault(
                        "AlertsDropped",
                        Set.of("LaneTripped", "ErrorRateAboveStable", "LaneFallsBack", "LaneFlapping"),
                        false,
                        () -> {
                            Consumer mute = stage.fleet()
                                    .consumer(
                                            "mute",
                                            Map.of(
                                                    "dubbo.gray.alert.webhook",
                                                    stage.consumer().address("/no-such-page")));
                            opened.add(mute.process());
                            opened.add(Passersby.start(
                                    CALLS_PER_SECOND, List.of(call -> mute.call(Map.of("x-gray-tag", "canary")))));
                            stage.fleet().publish(Documents.health());
                            stage.makeSick("v2");
                        },
                        () -> {
                            stage.heal("v2");
                            closeAll(opened);
                            stage.fleet().publish(Documents.watched());
                        }),
                new Fault(
                        "LaneFlapping",
                        Set.of("LaneTripped", "ErrorRateAboveStable", "LaneFallsBack"),
                        false,
                        () -> {
                            stage.fleet().publish(Documents.health());
                            stage.makeSick("v2");
                        },
                        () -> {
                            stage.heal("v2");
                            stage.fleet().publish(Documents.watched());
                        }),
                new Fault("InstanceRestarts", Set.of("LaneFallsBack"), false, AlertsIT::restartOften, () -> {}));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void fault_raisesItsAlert_andNoOther(Fault fault) {
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
            fault.mend().run();
        }
        await("it is over")
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(sight.firing()).isEmpty());

        seen.remove(alert);
        fault.others().forEach(other -> seen.remove("DubboGray" + other));
        assertThat(seen).as("besides " + alert).isEmpty();
    }

    @Test
    void everyAlert_hasItsFault() {
        Set<String> planted = new HashSet<>();
        all().forEach(fault -> planted.add("DubboGray" + fault.alert()));
        planted.addAll(NOT_PLANTED);

        assertThat(planted).isEqualTo(Sight.alerts());
    }

    private static Runnable publish(String document) {
        return () -> stage.fleet().publish(document);
    }

    private static Runnable sick(String name, String ailment) {
        return () -> stage.makeSick(name, ailment);
    }

    private static Runnable heal(String name) {
        return () -> stage.heal(name);
    }

    private static void revive() {
        stage.reviveGray();
        stage.fleet().publish(Documents.watched());
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
    private static void startCutOff(ConcurrentLinkedDeque<AutoCloseable> opened) {
        Consumer first = stage.fleet().consumer("cut-off", Map.of());
        await("it has the document")
                .atMost(LIMIT)
                .until(() -> first.process().output().contains("Gray document in force: demo-provider"));
        first.process().close();
        opened.add(stage.fleet()
                .consumer(
                        "cut-off",
                        Map.of(
                                "dubbo.config-center.address",
                                "nacos://127.0.0.1:" + FreePort.choose(),
                                "dubbo.config-center.check",
                                "false"))
                .process());
    }

    private static void closeAll(ConcurrentLinkedDeque<AutoCloseable> opened) {
        List<Exception> failures = new ArrayList<>();
        while (!opened.isEmpty()) {
            try {
                opened.removeLast().close();
            } catch (Exception e) {
                failures.add(e);
            }
        }
        assertThat(failures).isEmpty();
    }
}
