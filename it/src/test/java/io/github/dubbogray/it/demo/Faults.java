package io.github.dubbogray.it.demo;

import static org.awaitility.Awaitility.await;

import io.github.dubbogray.it.fleet.Consumer;
import io.github.dubbogray.it.fleet.FreePort;
import io.github.dubbogray.it.ops.Sight;
import io.github.dubbogray.nacos.ConfigId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The faults that raise the alerts of {@code ops/}, each planted in the applications of a stage. */
final class Faults {

    /** Only a bug of the library's own can raise it, and there is no way to ask for one. */
    static final Set<String> NOT_PLANTED = Set.of("DubboGrayLibraryBug");

    /** The alerts' longest time is an hour, two minutes where it is hastened by 30. */
    static final Duration LIMIT = Duration.ofMinutes(3);

    private static final int CALLS_PER_SECOND = 40;
    private static final String BEFORE_GRAY = "application:dubbo_gray_calls_failed_before_gray:ratio_rate5m";

    private final Stage stage;
    private final Sight sight;

    /** What ends a fault, beside what {@link #restore} does for all of them. */
    private final Deque<AutoCloseable> planted = new ArrayDeque<>();

    /** Whether somebody calls with the tag. */
    private volatile boolean isLaneCalled = true;

    Faults(Stage stage, Sight sight) {
        this.stage = stage;
        this.sight = sight;
    }

    /**
     * A fault that raises an alert. What it plants, {@link #restore} takes away.
     *
     * @param alert its name, without the prefix that all have
     * @param others what the same fault also raises, and may
     * @param always whether every build plants it
     */
    record Fault(String alert, Set<String> others, boolean always, Runnable plant) {
        @Override
        public String toString() {
            return alert;
        }
    }

    /** Has people call, with the tag and without one, until that is closed. */
    Passersby passersby() {
        return Passersby.start(
                CALLS_PER_SECOND, List.of(call -> stage.consumer().call(Map.of()), call -> {
                    if (isLaneCalled) {
                        stage.tagged("canary");
                    }
                }));
    }

    /** Returns one for each alert. */
    List<Fault> all() {
        return List.of(
                new Fault("DocumentRefused", Set.of(), true, publish(Documents.broken())),
                new Fault("ErrorRateAboveStable", Set.of(), true, sick("failing")),
                new Fault("TagsDropped", Set.of(), false, () -> call(stage.consumer(), "=;=;=")),
                new Fault(
                        "LaneTripped",
                        Set.of("ErrorRateAboveStable", "LaneFallsBack", "LaneFlapping"),
                        true,
                        this::makeWatchedLaneSick),
                new Fault("PlacementsRefused", Set.of("ErrorRateAboveStable", "LaneTripped"), true, () -> {
                    stage.fleet().publish(Documents.strict());
                    stage.gray().process().kill();
                }),
                new Fault("CpuAboveStable", Set.of(), false, sick("busy")),
                new Fault("HeapAboveStable", Set.of(), false, () -> {
                    stage.makeSick("v2", "greedy");
                    // Once healed it would hold its garbage for as long as it has nothing to do.
                    planted.add(() -> stage.gray().process().kill());
                }),
                new Fault("IoAboveStable", Set.of("CpuAboveStable"), false, sick("chatty")),
                new Fault("LaneWithoutTraffic", Set.of(), false, () -> isLaneCalled = false),
                new Fault("InstanceEjected", Set.of(), false, () -> {
                    stage.fleet().publish(Documents.ejecting());
                    stage.makeSick("v1-b");
                }),
                new Fault("LabelDrift", Set.of(), false, () -> {
                    stage.fleet().edit(stage.gray(), Map.of("gray.env", "other"));
                    planted.add(() -> stage.fleet().takeBack(stage.gray(), "gray.env"));
                }),
                new Fault(
                        "LaneFallsBack",
                        Set.of(),
                        false,
                        () -> stage.gray().process().kill()),
                new Fault("DeploymentSlow", Set.of(), false, () -> {
                    stage.fleet().publish(Documents.twoVersions());
                    planted.add(stage.fleet().provider("v3", "version=v3,env=gray"));
                }),
                new Fault("TagsUntrusted", Set.of("LaneWithoutTraffic"), false, () -> {
                    call(startConsumer("wary", Map.of("dubbo.gray.entry.trust", "none")), "canary");
                }),
                new Fault("SwitchMismatched", Set.of(), false, this::changeTheTypeOfASwitch),
                new Fault("RevisionsDiffer", Set.of("LastGoodInUse"), false, () -> {
                    startCutOff();
                    stage.fleet().publish(Documents.lanes());
                }),
                new Fault("LastGoodInUse", Set.of(), false, this::startCutOff),
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
                        this::makeWatchedLaneSick),
                new Fault("InstanceRestarts", Set.of("LaneFallsBack"), false, this::restartOften),
                new Fault(
                        "ErrorRateRisen",
                        Set.of("LaneWithoutTraffic", "ErrorRateAboveStable"),
                        false,
                        this::makeLaneSickThatHadNoCalls));
    }

    /** Makes everything well again, whatever was planted. */
    void restore() throws Exception {
        while (!planted.isEmpty()) {
            planted.removeLast().close();
        }
        isLaneCalled = true;
        stage.heal("v2");
        stage.heal("v1-b");
        stage.reviveGray();
        stage.fleet().publish(Documents.watched());
    }

    private Runnable publish(String document) {
        return () -> stage.fleet().publish(document);
    }

    private Runnable sick(String ailment) {
        return () -> stage.makeSick("v2", ailment);
    }

    private void makeWatchedLaneSick() {
        stage.fleet().publish(Documents.health());
        stage.makeSick("v2");
    }

    private void makeLaneSickThatHadNoCalls() {
        isLaneCalled = false;
        await("no gray calls in a window").atMost(LIMIT).until(() -> sight.has(BEFORE_GRAY));
        isLaneCalled = true;
        stage.makeSick("v2", "failing");
    }

    /** The entry's code asks for it as a boolean. */
    private void changeTheTypeOfASwitch() {
        ConfigId document = new ConfigId("demo-consumer.gray-switches", "dubbo");
        stage.fleet()
                .nacos()
                .admin()
                .publishConfig(document, Documents.features(10).replace("type: boolean", "type: string"));
        planted.add(() -> stage.fleet().nacos().admin().deleteConfig(document));
        planted.add(Passersby.start(
                CALLS_PER_SECOND, List.of(call -> stage.consumer().features(Map.of("user-id", "user-1")))));
    }

    /** Has people call a consumer with a tag. */
    private void call(Consumer consumer, String tag) {
        planted.add(Passersby.start(CALLS_PER_SECOND, List.of(call -> consumer.call(Map.of("x-gray-tag", tag)))));
    }

    private Consumer startConsumer(String name, Map<String, String> properties) {
        Consumer consumer = stage.fleet().consumer(name, properties);
        planted.add(consumer.process());
        return consumer;
    }

    private void restartOften() {
        int before = sight.restarts();
        for (int i = 0; i < 4; i++) {
            stage.gray().process().kill();
            stage.reviveGray();
            int times = i + 1;
            await("Prometheus has seen restart " + times).atMost(LIMIT).until(() -> sight.restarts() >= before + times);
        }
    }

    /** Starts a consumer that had the document once, and whose config centre is away now. */
    private void startCutOff() {
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
