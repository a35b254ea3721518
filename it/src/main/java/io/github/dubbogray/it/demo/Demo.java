package io.github.dubbogray.it.demo;

import io.github.dubbogray.it.fleet.Consumer;
import io.github.dubbogray.it.fleet.MetricsPage;
import io.github.dubbogray.it.ops.PrometheusServer;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays scenes on a fresh system and says whether every promise held. */
@Command(
        name = "demo.sh",
        mixinStandardHelpOptions = true,
        description = "Starts a real Nacos, two v1 providers, one v2 provider and a consumer, each in its own process"
                + " on loopback, plays ten scenes, the last two on a chain of applications, and ends with 0 only if every"
                + " promise held.")
final class Demo implements Callable<Integer> {

    private static final int CALLS_PER_SECOND = 20;
    private static final int USERS = 60;
    private static final Duration SCRAPED_EVERY = Duration.ofSeconds(2);

    @Option(
            names = "--all",
            description = "Play every scene there is, not only the " + Programme.LONGEST_STORY + " of the story.")
    private boolean all;

    @Option(names = "--keep", description = "Leave everything running afterwards, until Ctrl-C.")
    private boolean keep;

    @Option(
            names = "--watch",
            description =
                    "Let a Prometheus with the rules of ops/ watch from the start, if the machine has one, and print its"
                            + " address; then leave everything running, with some calls all the time, until Ctrl-C.")
    private boolean watch;

    private final Screen screen = new Screen(new PrintStream(System.out, true, StandardCharsets.UTF_8));

    private Demo() {}

    /** Plays the demo. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Demo()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        screen.title("Starting");
        try (Performance performance = Performance.prepare(screen, watching())) {
            List<String> broken = performance.play((all ? Programme.ALL : Programme.STORY).scenes());
            screen.title(broken.isEmpty() ? "Every promise held." : broken.size() + " promise(s) broken: " + broken);
            if (keep || watch) {
                keepRunning(performance);
            }
            return broken.isEmpty() ? 0 : 1;
        }
    }

    private Optional<PrometheusServer.Settings> watching() {
        if (!watch) {
            return Optional.empty();
        }
        if (!PrometheusServer.isInstalled()) {
            screen.note(
                    "There is no prometheus on the PATH, so nobody watches. Debian has it: apt-get install prometheus");
            return Optional.empty();
        }
        return Optional.of(new PrometheusServer.Settings(SCRAPED_EVERY, PrometheusServer.Settings.ownRules()));
    }

    private void keepRunning(Performance performance) throws InterruptedException {
        Stage stage = performance.stage();
        Consumer consumer = stage.consumer();
        String entry = consumer.address();
        screen.note("Nacos console  " + stage.fleet().nacos().consoleUrl());
        screen.note("Nacos server   " + stage.fleet().nacos().serverAddress());
        screen.note("HTTP entry     " + entry);
        screen.note("Metrics        " + consumer.address(MetricsPage.PATH));
        performance.prometheus().ifPresent(this::introduce);
        screen.note("Try:");
        screen.note("  curl -s " + entry);
        screen.note("  curl -s -H 'x-gray-tag: canary' " + entry);
        screen.note("  curl -s -H 'user-id: user-42' '" + entry + "?message=hi'");
        screen.note("  curl -s -i -H 'x-gray-tag: canary' " + consumer.address("/chain"));
        screen.note("  curl -s " + consumer.address("/actuator/gray"));
        Operator operator = stage.operator();
        screen.note("  " + operator.line("status"));
        screen.note("  " + operator.line("lanes ramp canary 30%"));
        screen.note("  " + operator.line("undo"));
        screen.note("Ctrl-C stops everything.");
        if (watch) {
            stage.fleet().publish(Documents.health());
            walk(consumer);
        } else {
            stage.leaveRamp(10);
        }
        new CountDownLatch(1).await();
    }

    /** Has people call until the end: with the tag, as users, through the chain, and without anything. */
    private static void walk(Consumer consumer) {
        Passersby some = Passersby.start(
                CALLS_PER_SECOND,
                List.of(
                        call -> consumer.call(Map.of("x-gray-tag", "canary")),
                        call -> consumer.call(Map.of("user-id", "user-" + call % USERS)),
                        call -> consumer.chain(Map.of()),
                        call -> consumer.call(Map.of())));
        Runtime.getRuntime().addShutdownHook(new Thread(some::close, "stop-passersby"));
    }

    private void introduce(PrometheusServer prometheus) {
        screen.note("Prometheus     " + prometheus.address());
        screen.note("  " + CALLS_PER_SECOND + " calls a second go on. The dashboards as pictures:");
        screen.note(
                "  ops/render.sh " + prometheus.address() + " pictures --minutes 5 --set application=demo-provider");
    }
}
