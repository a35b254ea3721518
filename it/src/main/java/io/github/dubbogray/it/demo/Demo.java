package io.github.dubbogray.it.demo;

import io.github.dubbogray.it.fleet.Fleet;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
                + " on loopback, plays eleven scenes, the last two on a chain of applications, and ends with 0 only if every"
                + " promise held.")
final class Demo implements Callable<Integer> {

    @Option(names = "--all", description = "Play every scene there is, not only the eleven of the story.")
    private boolean all;

    @Option(names = "--keep", description = "Leave everything running afterwards, until Ctrl-C.")
    private boolean keep;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final List<String> broken = new ArrayList<>();

    private Demo() {}

    /** Plays the demo. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Demo()).execute(arguments));
    }

    /**
     * What became of the demo.
     *
     * @param exitCode 0 if every promise held
     * @param broken the scenes whose promise did not hold, with what was seen
     */
    record Outcome(int exitCode, List<String> broken) {}

    /** Plays the demo without leaving this JVM. */
    static Outcome play(String... arguments) {
        Demo demo = new Demo();
        return new Outcome(new CommandLine(demo).execute(arguments), List.copyOf(demo.broken));
    }

    @Override
    public Integer call() throws InterruptedException {
        Screen screen = new Screen(out);
        screen.title("Starting");
        try (Fleet fleet = Fleet.start(screen::step)) {
            Stage stage = Stage.set(fleet, screen);
            play(stage);
            screen.title(broken.isEmpty() ? "Every promise held." : broken.size() + " promise(s) broken: " + broken);
            if (keep) {
                keepRunning(stage);
            }
            return broken.isEmpty() ? 0 : 1;
        }
    }

    private void play(Stage stage) {
        int number = 0;
        for (Scene scene : (all ? Programme.ALL : Programme.STORY).scenes()) {
            number++;
            stage.screen().title(number + ". " + scene.title());
            Verdict verdict = scene.play(stage);
            stage.screen().verdict(verdict);
            if (verdict instanceof Verdict.Broken seen) {
                broken.add(scene.title() + " [" + seen.what() + "]");
            }
        }
    }

    private static void keepRunning(Stage stage) throws InterruptedException {
        String entry = stage.consumer().address();
        stage.screen().note("Nacos console  " + stage.fleet().nacos().consoleUrl());
        stage.screen().note("Nacos server   " + stage.fleet().nacos().serverAddress());
        stage.screen().note("HTTP entry     " + entry);
        stage.screen().note("Try:");
        stage.screen().note("  curl -s " + entry);
        stage.screen().note("  curl -s -H 'x-gray-tag: canary' " + entry);
        stage.screen().note("  curl -s -H 'user-id: user-42' '" + entry + "?message=hi'");
        stage.screen()
                .note("  curl -s -i -H 'x-gray-tag: canary' " + stage.consumer().address("/chain"));
        stage.screen().note("Ctrl-C stops everything.");
        new CountDownLatch(1).await();
    }
}
