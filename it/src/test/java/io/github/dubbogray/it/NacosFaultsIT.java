package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.Frozen;
import io.github.dubbogray.it.lab.KnownDocument;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.ProbeConsumer;
import io.github.dubbogray.it.lab.Size;
import io.github.dubbogray.it.lab.Traffic;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.document.Degradation;
import io.github.dubbogray.router.document.DocumentStatus;
import io.github.dubbogray.router.event.DegradedFor;
import io.github.dubbogray.router.event.GrayEvent;
import io.github.dubbogray.router.meter.Meter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.dubbo.qos.api.BaseCommand;
import org.apache.dubbo.qos.api.CommandContext;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What callers notice of a Nacos that fails under them: nothing; and what operators are told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NacosFaultsIT {

    private static final int PER_SECOND = Size.of(200, 500);
    private static final int USERS = 200;
    private static final int SECONDS_AWAY = Size.of(10, 600);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final String document = Texts.ramp("30");
    private Fleet fleet;
    private Lab lab;
    private Lab.Instance gray;
    private ProbeConsumer consumer;

    /** Where each user is served while nothing is wrong. */
    private Map<String, String> homes;

    @BeforeAll
    void start() {
        fleet = Fleet.start(step -> System.err.println("  faults: " + step));
        lab = Lab.open(fleet);
        lab.provider("v1", "version=v1");
        gray = lab.provider("v2", "version=v2,env=gray");
        lab.publish(document);
        consumer = lab.consumer("faults");
    }

    @AfterAll
    void stop() throws Exception {
        lab.close();
        fleet.close();
    }

    @BeforeEach
    void settle() {
        lab.publish(document);
        awaitState(consumer, DocumentStatus.State.CURRENT);
        await("both lanes")
                .ignoreExceptions() // somebody is not there yet
                .atMost(LIMIT)
                .until(() -> homes().values().stream().distinct().count() == 2);
        homes = homes();
    }

    @Test
    @DisplayName(
            "D5: Nacos killed under load: no call fails or goes elsewhere, what is in force is said to be degraded, and "
                    + "within 5 s of the connection it is known to be current")
    void killed_nobodyNotices() throws Exception {
        try (Traffic traffic = traffic()) {
            fleet.nacos().kill();
            awaitDegraded(consumer, DegradedFor.AWAY);
            TimeUnit.SECONDS.sleep(SECONDS_AWAY); // the time without Nacos is what is tested
            assertThat(KnownDocument.of(consumer)
                            .flatMap(DocumentStatus::degraded)
                            .map(Degradation::age)
                            .orElseThrow())
                    .isGreaterThan(Duration.ofSeconds(SECONDS_AWAY - 1L));
            assertThat(degradedSeconds(consumer)).isGreaterThan(SECONDS_AWAY - 1);
            fleet.nacos().restart();
            awaitState(consumer, DocumentStatus.State.CURRENT);
            assertThat(degradedSeconds(consumer)).isZero();
            awaitInstances();
            assertNobodyNoticed(traffic);
        }
    }

    @Test
    @DisplayName("D5: Nacos frozen under load: no call fails or goes elsewhere")
    void frozen_nobodyNotices() throws Exception {
        try (Traffic traffic = traffic()) {
            try (Frozen frozen = Frozen.of(fleet.nacos().pid())) {
                awaitDegraded(consumer, DegradedFor.AWAY);
                assertThat(frozen.isFrozen()).isTrue();
            }
            awaitState(consumer, DocumentStatus.State.CURRENT);
            awaitInstances(); // it may take clients for gone that it has not heard for so long
            assertNobodyNoticed(traffic);
        }
    }

    @Test
    @DisplayName(
            "D5: Nacos back without its data: the document stays until an operator confirms that or publishes one, and "
                    + "what is removed on an unbroken connection is gone at once")
    void backWithoutData_documentStaysUntilAnOperatorDecides() throws Exception {
        List<GrayEvent> events = new CopyOnWriteArrayList<>();
        gray(consumer).listen(events::add);
        lab.edit(gray, Map.of("gray.zone", "edited"));
        await("the edit")
                .atMost(LIMIT)
                .until(() -> !gray(consumer).live().drifts().isEmpty());
        try (Traffic traffic = traffic()) {
            fleet.nacos().restartEmpty();
            fleet.nacos().admin().createNamespace(lab.namespace());
            awaitDegraded(consumer, DegradedFor.REMOVED);
            awaitInstances();
            assertNobodyNoticed(traffic);
        }
        await("I1: the edit is gone with the data, and told")
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(events.stream().filter(GrayEvent.DriftSettled.class::isInstance))
                        .hasSize(1));
        String grayUser = userOf(gray);
        assertThat(confirmRemoval(consumer))
                .isEqualTo("the document of '" + Lab.APPLICATION + "' is gone, for application faults");
        assertThat(KnownDocument.of(consumer).map(DocumentStatus::state)).contains(DocumentStatus.State.NONE);
        assertThat(address(grayUser)).isEqualTo(stable());

        lab.publish(document);
        awaitState(consumer, DocumentStatus.State.CURRENT);
        assertThat(homes()).isEqualTo(homes);
        lab.admin().deleteConfig(Lab.document(Lab.APPLICATION));
        awaitState(consumer, DocumentStatus.State.NONE);
        assertThat(homes().values())
                .as("without a document all are stable's")
                .hasSize(USERS)
                .containsOnly(stable());
    }

    /** As Dubbo's QoS does for who types it there. */
    private static String confirmRemoval(ProbeConsumer of) {
        String[] words = {Lab.APPLICATION};
        FrameworkModel framework = of.application().getFrameworkModel();
        return framework
                .getExtensionLoader(BaseCommand.class)
                .getExtension("grayConfirmRemoval")
                .execute(new CommandContext("grayConfirmRemoval", words, false), words);
    }

    private Traffic traffic() {
        return Traffic.of(PER_SECOND, USERS, this::address);
    }

    /** Instances register themselves anew, one by one, until the consumer is pushed both. */
    private void awaitInstances() {
        await("the instances")
                .atMost(LIMIT)
                .until(() -> gray(consumer).live().describe().contains(Lab.APPLICATION + ": 2 instances listed"));
    }

    /** Also while instances register anew, one by one, and are pushed as missing until then. */
    private void assertNobodyNoticed(Traffic traffic) throws Exception {
        traffic.close();
        List<Traffic.Call> calls = traffic.calls();
        assertThat(calls).hasSizeGreaterThan(PER_SECOND);
        assertThat(calls.stream().filter(Traffic.Call::isFailed)).isEmpty();
        assertThat(calls.stream().filter(call -> !call.address().equals(homes.get(call.user()))))
                .as("calls that went elsewhere")
                .isEmpty();
        System.err.println("faults: " + calls.size() + " calls, none failed, none went elsewhere");
    }

    private Map<String, String> homes() {
        return IntStream.range(0, USERS)
                .mapToObj(number -> "user-" + number)
                .collect(Collectors.toMap(Function.identity(), this::address));
    }

    private String address(String user) {
        return consumer.call(Map.of("user-id", user)).getAddress();
    }

    private String userOf(Lab.Instance instance) {
        return homes.entrySet().stream()
                .filter(home -> home.getValue().endsWith(":" + instance.port()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private String stable() {
        return consumer.tagged("stable").getAddress();
    }

    private static void awaitDegraded(ProbeConsumer of, DegradedFor reason) {
        await("degraded: " + reason).atMost(LIMIT).until(() -> KnownDocument.isDegraded(of, reason));
    }

    private static void awaitState(ProbeConsumer of, DocumentStatus.State state) {
        await("document is " + state)
                .atMost(LIMIT)
                .until(() -> KnownDocument.of(of)
                        .filter(now -> now.state() == state && now.degraded().isEmpty())
                        .isPresent());
    }

    /** What the gauge says. */
    private static double degradedSeconds(ProbeConsumer of) {
        return gray(of).gauges().now().stream()
                .filter(gauge -> gauge.meter() == Meter.DOCUMENT_DEGRADED)
                .mapToDouble(gauge -> gauge.value().getAsDouble())
                .max()
                .orElseThrow();
    }

    private static GrayApplication gray(ProbeConsumer of) {
        return GrayApplication.of(of.application());
    }
}
