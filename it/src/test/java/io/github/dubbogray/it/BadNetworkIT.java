package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.KnownDocument;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.ProbeConsumer;
import io.github.dubbogray.it.lab.Relay;
import io.github.dubbogray.it.lab.Size;
import io.github.dubbogray.it.lab.Traffic;
import io.github.dubbogray.router.document.DocumentStatus;
import io.github.dubbogray.router.event.DegradedFor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A network between consumers and their Nacos that is slow, breaks or swallows; the one to the providers is well. */
@ExtendWith(FleetExtension.class)
class BadNetworkIT {

    private static final int PER_SECOND = 200;
    private static final int USERS = 50;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    @DisplayName(
            "D4, D5, E12, E25: calls do not notice that the way to Nacos swallows everything, and it is said; what changes "
                    + "meanwhile is known afterwards; a broken connection takes nothing away")
    void swallowedAndCut_callsDoNotNotice(Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet);
                Relay relay = Relay.to(fleet.nacos().serverAddress())) {
            Lab.Instance gray = providers(lab);
            lab.publish(Texts.ramp("30"));
            ProbeConsumer consumer = lab.consumer("swallowed", relay);
            awaitCurrent(consumer, Texts.ramp("30"));
            Traffic before = play(consumer, () -> {});
            Traffic during = play(consumer, () -> {
                relay.swallow();
                await("degraded").atMost(LIMIT).until(() -> KnownDocument.isDegraded(consumer, DegradedFor.AWAY));
                lab.edit(gray, Map.of("gray.site", "far")); // its push goes down with the connection
            });
            relay.heal();
            awaitCurrent(consumer, Texts.ramp("30"));
            await("the label of meanwhile")
                    .atMost(LIMIT)
                    .until(() -> consumer.tagged("site=far").getInstance().equals("v2"));
            Traffic cut = play(consumer, () -> {
                relay.cut();
                await("asked again").atMost(LIMIT).until(() -> !KnownDocument.isDegraded(consumer, DegradedFor.AWAY));
            });

            for (Traffic calls : List.of(before, during, cut)) {
                assertThat(calls.calls()).isNotEmpty().noneMatch(Traffic.Call::isFailed);
                assertThat(placements(calls)).isEqualTo(placements(before));
            }
            System.err.printf(
                    "calls: p99 %.2f ms before, %.2f ms while Nacos was swallowed, %.2f ms around a cut%n",
                    p99(before), p99(during), p99(cut));
        }
    }

    @Test
    @DisplayName(
            "D5: of documents that are published in a hurry the newest is in force in the end, on every consumer, however "
                    + "late each hears of them")
    void hurriedDocuments_newestWinsEverywhere(Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet)) {
            providers(lab);
            lab.publish(Texts.ramp("0"));
            List<Relay> relays = IntStream.range(0, 3)
                    .mapToObj(number -> Relay.to(fleet.nacos().serverAddress()))
                    .toList();
            List<ProbeConsumer> consumers = IntStream.range(0, relays.size())
                    .mapToObj(number -> lab.consumer("late-" + number, relays.get(number)))
                    .toList();
            consumers.forEach(consumer -> awaitCurrent(consumer, Texts.ramp("0")));
            for (int round = 1; round <= Size.of(1, 20); round++) {
                for (int number = 0; number < relays.size(); number++) {
                    relays.get(number).delay(Duration.ofMillis(400L * number));
                }
                String last = "";
                for (int share = 1; share <= 5; share++) {
                    last = Texts.ramp(round + "." + share);
                    lab.publish(last);
                }
                for (ProbeConsumer consumer : consumers) {
                    awaitCurrent(consumer, last);
                }
                relays.forEach(Relay::heal);
            }
            relays.forEach(Relay::close);
        }
    }

    @Test
    @DisplayName(
            "D3, E25: a consumer that starts while its config centre swallows everything is there within the limits of the "
                    + "clients, by its last good document")
    void startWhileSwallowed_isBoundedAndRoutesByTheLastGood(Fleet fleet, @TempDir Path lastGood) throws Exception {
        try (Lab lab = Lab.open(fleet);
                Relay relay = Relay.to(fleet.nacos().serverAddress())) {
            providers(lab);
            lab.publish(Texts.withRules("- { id: all, to: canary }"));
            Map<String, String> properties = Map.of(
                    "dubbo.config-center.address",
                    "nacos://" + relay.serverAddress() + "?namespace=" + lab.namespace() + "&nacos.check=false",
                    "dubbo.config-center.timeout",
                    "3000",
                    "dubbo.gray.last-good.dir",
                    lastGood.toString());
            ProbeConsumer before = lab.consumer("bounded", properties);
            assertThat(before.untagged().getTag()).isEqualTo("canary");
            before.close();

            relay.swallow();
            long begin = System.nanoTime();
            ProbeConsumer started = lab.consumer("bounded", properties);
            assertThat(started.untagged().getTag()).isEqualTo("canary");
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            System.err.println("started without an answer of the config centre after " + took.toMillis() + " ms");
            assertThat(took).isLessThan(LIMIT);
            relay.heal();
            awaitCurrent(started, Texts.withRules("- { id: all, to: canary }"));
        }
    }

    /** Starts one of each version and returns the gray one. */
    private static Lab.Instance providers(Lab lab) {
        lab.provider("v1", "version=v1");
        return lab.provider("v2", "version=v2,env=gray");
    }

    /** Calls while something happens, and a while longer. */
    private static Traffic play(ProbeConsumer consumer, Runnable event) throws Exception {
        try (Traffic traffic = Traffic.of(PER_SECOND, USERS, user -> consumer.call(Map.of("user-id", user)))) {
            event.run();
            int enough = traffic.calls().size() + 5 * PER_SECOND;
            await("calls").atMost(LIMIT).until(() -> traffic.calls().size() >= enough);
            return traffic;
        }
    }

    private static Map<String, String> placements(Traffic traffic) {
        return traffic.calls().stream()
                .collect(java.util.stream.Collectors.toMap(
                        Traffic.Call::user,
                        Traffic.Call::address,
                        (one, other) -> one.equals(other) ? one : "several"));
    }

    private static double p99(Traffic traffic) {
        long[] nanos = traffic.calls().stream()
                .mapToLong(call -> call.endNanos() - call.startNanos())
                .sorted()
                .toArray();
        return Arrays.stream(nanos).skip(nanos.length * 99L / 100).findFirst().orElseThrow() / 1e6;
    }

    private static void awaitCurrent(ProbeConsumer consumer, String document) {
        await("current")
                .atMost(LIMIT)
                .until(() -> KnownDocument.isInForce(consumer, document)
                        && KnownDocument.of(consumer)
                                .filter(status -> status.state() == DocumentStatus.State.CURRENT)
                                .isPresent());
    }
}
