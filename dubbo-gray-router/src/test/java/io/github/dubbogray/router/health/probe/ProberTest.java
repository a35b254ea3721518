package io.github.dubbogray.router.health.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.core.health.LaneHealth;
import io.github.dubbogray.core.health.ProbingRules;
import io.github.dubbogray.core.health.watch.ApplicationWatch;
import io.github.dubbogray.core.health.watch.LaneWatch;
import io.github.dubbogray.router.settings.Surroundings;
import io.github.dubbogray.router.testing.EchoInvoker;
import io.github.dubbogray.router.testing.HandTimer;
import io.github.dubbogray.router.testing.Throwables;
import io.github.dubbogray.testing.CapturedLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.InvokeMode;
import org.apache.dubbo.rpc.RpcInvocation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProberTest {

    private static final ProbingRules DEFAULT = ProbingRules.DEFAULT;
    private static final Duration BEAT = Duration.ofMillis(100);

    private final HandTimer timer = new HandTimer();
    private final EchoInvoker instance = EchoInvoker.answering();

    @Nested
    class Times {

        @Test
        @DisplayName("By default after 30 s, then every 10 s, up to a tenth of it away")
        void probes_keepTheirTimes() {
            Random random = new Random(7);
            Prober prober = new Prober(timer.surroundings().drawing(random::nextLong));
            prober.hold(List.of(Probed.of(DEFAULT, List.of(instance)).target()));

            List<Long> millis = millisOfProbes(Duration.ofMinutes(30));

            assertThat(millis.get(0)).isBetween(30_000L, 31_200L);
            assertThat(gaps(millis))
                    .hasSizeGreaterThan(170)
                    .allSatisfy(gap -> assertThat(gap).isBetween(9_000L, 11_100L));
            assertThat(Set.copyOf(gaps(millis))).as("out of step").hasSizeGreaterThan(10);
        }

        @Test
        void silence_isJudgedAfterTheTimeLimit() {
            instance.hang();
            Probed probed = Probed.of(rules(0, 10), List.of(instance));
            Prober prober = new Prober(timer.surroundings());
            prober.hold(List.of(probed.target()));
            timer.pass(BEAT);
            assertThat(instance.calls()).hasSize(1);

            timer.pass(Course.LONGEST.minusMillis(1));
            assertThat(probed.isOut()).isFalse();
            timer.pass(Duration.ofMillis(1));
            assertThat(probed.isOut()).isTrue();
        }

        @Test
        void shortPeriod_isTheTimeLimit() {
            instance.hang();
            Probed probed = Probed.of(rules(0, 1), List.of(instance));
            Prober prober = new Prober(timer.surroundings());
            prober.hold(List.of(probed.target()));
            timer.pass(BEAT);

            timer.pass(Duration.ofMillis(950)); // the next one is due, the first is not over
            assertThat(instance.calls()).as("one at a time").hasSize(1);
            assertThat(probed.isOut()).isFalse();
            timer.pass(Duration.ofMillis(50));
            assertThat(probed.isOut()).isTrue();
            assertThat(instance.calls()).hasSize(2);
        }

        @Test
        @DisplayName("The call has the time limit, and waits for nobody")
        void call_isAsynchronousWithTheTimeLimit() {
            Prober prober = new Prober(timer.surroundings());
            prober.hold(List.of(Probed.of(rules(0, 2), List.of(instance)).target()));
            timer.pass(BEAT);

            assertThat(instance.calls()).singleElement().satisfies(call -> {
                assertThat(call.getMethodName()).isEqualTo("$echo");
                assertThat(call.getObjectAttachments()).isEqualTo(Map.of("timeout", "2000"));
                assertThat(((RpcInvocation) call).getInvokeMode()).isEqualTo(InvokeMode.ASYNC);
            });
        }

        @Test
        @DisplayName("An answer that came while the thread was held up was in time")
        void heldUp_isNotSilence() throws IOException {
            try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
                EchoInvoker listening = EchoInvoker.at("127.0.0.1:" + server.getLocalPort());
                Probed probed = Probed.of(tcp(), List.of(listening));
                Prober prober = new Prober(timer.surroundings());
                prober.hold(List.of(probed.target()));
                timer.pass(BEAT);
                server.accept().close(); // so it is connected

                timer.pass(Duration.ofMinutes(1));

                assertThat(probed.isOut()).isFalse();
                prober.close();
            }
        }
    }

    @Nested
    class SameInstance {

        @Test
        void lanesUnderTheSameRules_shareTheirProbes() {
            instance.hang();
            Probed one = Probed.of(DEFAULT, List.of(instance));
            Probed other = Probed.of(DEFAULT, List.of(EchoInvoker.at(instance.address())));
            Prober prober = new Prober(timer.surroundings());
            prober.hold(List.of(one.target(), other.target()));

            assertThat(millisOfProbes(Duration.ofMinutes(1))).hasSize(4);
            timer.pass(Course.LONGEST);
            assertThat(one.target().watch()).isNotSameAs(other.target().watch());
            assertThat(one.isOut()).isTrue();
            assertThat(other.isOut()).isTrue();
        }

        @Test
        void lanesUnderOtherRules_takeTurns() {
            instance.hang();
            Prober prober = new Prober(timer.surroundings());
            prober.hold(List.of(
                    Probed.of(rules(0, 10), List.of(instance)).target(),
                    Probed.of(rules(0, 20), List.of(instance)).target()));
            timer.pass(BEAT);
            assertThat(instance.calls()).hasSize(1);

            timer.pass(Course.LONGEST);
            assertThat(instance.calls()).hasSize(2);
        }

        @Test
        @DisplayName(
                "A document that changes something else, another reference, a lane made anew: no delay begins anew")
        void heldAgain_keepsItsTimes() {
            Prober prober = new Prober(timer.surroundings());
            List<Long> millis = new ArrayList<>();
            for (int failures = 1; failures <= 60; failures++) {
                ProbingRules rules = new ProbingRules(DEFAULT.by(), DEFAULT.initialDelay(), DEFAULT.period(), failures);
                prober.hold(List.of(Probed.of(rules, List.of(instance)).target()));
                millis.addAll(millisOfProbes(Duration.ofSeconds(1)));
            }

            assertThat(millis).containsExactly(30_100L, 39_100L, 48_100L, 57_100L);
        }

        @Test
        void otherPeriod_isNoNewInstance() {
            Prober prober = new Prober(timer.surroundings());
            prober.hold(List.of(Probed.of(DEFAULT, List.of(instance)).target()));
            timer.pass(BEAT);
            timer.pass(Duration.ofSeconds(20));

            prober.hold(List.of(Probed.of(
                            new ProbingRules(ProbingRules.By.ECHO, DEFAULT.initialDelay(), Duration.ofSeconds(5), 3),
                            List.of(instance))
                    .target()));
            timer.pass(BEAT);
            timer.pass(Duration.ofSeconds(10));

            assertThat(instance.calls()).hasSize(1);
        }

        @Test
        void goneAndBack_isNew() {
            Prober prober = new Prober(timer.surroundings());
            Target target = Probed.of(DEFAULT, List.of(instance)).target();
            prober.hold(List.of(target));
            timer.pass(Duration.ofSeconds(29));
            prober.hold(List.of());
            timer.pass(BEAT);
            assertThat(timer.tasks()).isZero();

            prober.hold(List.of(target));
            assertThat(millisOfProbes(Duration.ofSeconds(40))).containsExactly(59_200L, 68_200L);
        }
    }

    @Nested
    class Many {

        @Test
        @DisplayName("1 000 instances that hang: so many at once and no thread, then the others, then again the first")
        void thousand_areProbedInTurn() {
            List<EchoInvoker> instances =
                    Stream.generate(EchoInvoker::hanging).limit(1000).toList();
            Prober prober = new Prober(timer.surroundings());
            prober.hold(targets(rules(0, 1), instances));
            int threads = Thread.activeCount();

            timer.pass(BEAT);
            assertThat(calls(instances)).isEqualTo(Prober.MOST_UNDER_WAY);
            for (int round = 2; round <= 4; round++) {
                timer.pass(Duration.ofSeconds(1));
                assertThat(calls(instances)).isEqualTo(round * Prober.MOST_UNDER_WAY);
            }
            assertThat(instances).allSatisfy(one -> assertThat(one.calls()).hasSizeBetween(1, 2));
            assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads);
        }

        @Test
        @DisplayName("1 000 instances that answer are probed by one thread, which ends with the last of them")
        void thousand_needOneThread() {
            List<EchoInvoker> instances =
                    Stream.generate(EchoInvoker::answering).limit(1000).toList();
            try (Prober prober = new Prober(Surroundings.ofSystem())) {
                prober.hold(targets(rules(0, 1), instances));
                await().until(() ->
                        instances.stream().noneMatch(one -> one.calls().isEmpty()));
                assertThat(probingThreads()).isEqualTo(1);

                prober.hold(List.of());
                await().until(() -> probingThreads() == 0);
            }
        }

        private static int calls(List<EchoInvoker> instances) {
            return instances.stream().mapToInt(one -> one.calls().size()).sum();
        }
    }

    @Nested
    class Failing {

        @ParameterizedTest
        @MethodSource(Throwables.ALL)
        @DisplayName(
                "One that cannot be probed counts neither way, is said once, and keeps nobody else from being probed")
        void bug_endsNothing(Throwable thrown) {
            try (CapturedLog log = new CapturedLog()) {
                EchoInvoker broken = EchoInvoker.answering();
                broken.fail(() -> Throwables.sneaky(thrown));
                Probed probed = Probed.of(rules(0, 1), List.of(broken));
                Prober prober = new Prober(timer.surroundings());
                prober.hold(List.of(
                        probed.target(),
                        Probed.of(rules(0, 1), List.of(instance)).target()));
                for (int i = 0; i < 3; i++) {
                    timer.pass(Duration.ofSeconds(2));
                    Throwables.assertInterrupted(thrown);
                }

                assertThat(broken.calls()).hasSize(3);
                assertThat(instance.calls()).hasSize(3);
                assertThat(probed.isOut()).isFalse();
                assertThat(log.linesWith("Cannot probe " + broken.address())).isLessThanOrEqualTo(1);
            }
        }

        @Test
        void timeThatFails_isTriedAgain() {
            boolean[] fails = {false};
            Prober prober = new Prober(timer.surroundings().at(() -> {
                if (fails[0]) {
                    throw new IllegalStateException("no time");
                }
                return timer.nanos();
            }));
            prober.hold(List.of(Probed.of(rules(0, 1), List.of(instance)).target()));
            fails[0] = true;
            try (CapturedLog log = new CapturedLog()) {
                timer.pass(BEAT);
                timer.pass(BEAT);
                assertThat(log.linesWith("Cannot probe; tried again until it can"))
                        .isEqualTo(1);
            }

            fails[0] = false;
            timer.pass(BEAT);
            assertThat(instance.calls()).hasSize(1);
        }
    }

    @Nested
    class Closing {

        @Test
        @EnabledOnOs(OS.LINUX) // asks the system for its connections
        void close_leavesNeitherThreadNorConnection() throws IOException {
            try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                int port = server.getLocalPort();
                List<SocketChannel> before = fill(port);
                Probed probed = Probed.by(ProbingRules.By.TCP, List.of(EchoInvoker.at("127.0.0.1:" + port)));
                long waiting = connecting(port);
                try (Prober prober = new Prober(Surroundings.ofSystem())) {
                    prober.hold(List.of(probed.target()));
                    await().until(() -> connecting(port) > waiting);
                    assertThat(probingThreads()).isEqualTo(1);
                }

                await().until(() -> probingThreads() == 0);
                assertThat(connecting(port)).isEqualTo(waiting);
                for (SocketChannel one : before) {
                    one.close();
                }
            }
        }

        @Test
        @DisplayName("A port that takes no more connections is silent until the time limit")
        void fullPort_doesNotAnswer() throws IOException {
            try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                List<SocketChannel> before = fill(server.getLocalPort());
                Probed probed = Probed.of(tcp(), List.of(EchoInvoker.at("127.0.0.1:" + server.getLocalPort())));
                Prober prober = new Prober(timer.surroundings());
                prober.hold(List.of(probed.target()));
                timer.pass(BEAT);

                timer.pass(Course.LONGEST.minusMillis(1));
                assertThat(probed.isOut()).isFalse();
                timer.pass(Duration.ofMillis(1));
                assertThat(probed.isOut()).isTrue();
                prober.close();
                for (SocketChannel one : before) {
                    one.close();
                }
            }
        }

        @Test
        void closed_probesNobodyAnyMore() {
            Prober prober = new Prober(Surroundings.ofSystem());
            prober.close();
            prober.hold(
                    List.of(Probed.by(ProbingRules.By.ECHO, List.of(instance)).target()));

            assertThat(probingThreads()).isZero();
        }

        /** Takes all the room that a port has for connections nobody accepts. */
        private static List<SocketChannel> fill(int port) throws IOException {
            List<SocketChannel> taken = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                SocketChannel channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                taken.add(channel);
            }
            return taken;
        }

        /** Returns how many connections to a port are being made, as {@code /proc/net/tcp} has it: state 02. */
        private static long connecting(int port) throws IOException {
            String remote = String.format(Locale.ROOT, ":%04X 02 ", port);
            long found = 0;
            for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
                Path path = Path.of(table);
                if (Files.exists(path)) {
                    found += Files.readAllLines(path).stream()
                            .filter(line -> line.contains(remote))
                            .count();
                }
            }
            return found;
        }
    }

    private static long probingThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("dubbo-gray-probes"))
                .count();
    }

    private static ProbingRules rules(int delaySeconds, int periodSeconds) {
        return new ProbingRules(
                ProbingRules.By.ECHO, Duration.ofSeconds(delaySeconds), Duration.ofSeconds(periodSeconds), 1);
    }

    private static ProbingRules tcp() {
        return new ProbingRules(ProbingRules.By.TCP, Duration.ZERO, Duration.ofMinutes(10), 1);
    }

    /** Returns the instances as one lane. */
    private static List<Target> targets(ProbingRules rules, List<EchoInvoker> instances) {
        LaneWatch lane = ApplicationWatch.none("shop")
                .under(Map.of("canary", new LaneHealth(null, null, rules)), 0)
                .lane("canary")
                .orElseThrow();
        lane.hold(instances.stream().map(EchoInvoker::address).toList(), 0);
        return instances.stream()
                .map(one -> new Target(
                        one.address(),
                        () -> List.of(one),
                        rules,
                        lane.instance(one.address()).orElseThrow()))
                .toList();
    }

    /** Lets time pass, and returns when the instance was called meanwhile, in milliseconds since the beginning of time. */
    private List<Long> millisOfProbes(Duration duration) {
        List<Long> millis = new ArrayList<>();
        long begin = timer.nanos();
        int before = instance.calls().size();
        while (timer.nanos() - begin < duration.toNanos()) {
            timer.pass(BEAT);
            List<Invocation> calls = instance.calls();
            if (calls.size() > before) {
                before = calls.size();
                millis.add(Duration.ofNanos(timer.nanos()).toMillis());
            }
        }
        return millis;
    }

    private static List<Long> gaps(List<Long> millis) {
        return IntStream.range(1, millis.size())
                .mapToObj(i -> millis.get(i) - millis.get(i - 1))
                .toList();
    }
}
