package io.github.dubbogray.it.demo;

import io.github.dubbogray.it.fleet.Fleet;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays all scenes on a fresh system and says whether every promise held. */
@Command(
        name = "demo.sh",
        mixinStandardHelpOptions = true,
        description = "Starts a real Nacos, two v1 providers, one v2 provider and a consumer, each in its own process"
                + " on loopback, plays ten scenes, and ends with 0 only if every promise held.")
final class Demo implements Callable<Integer> {

    @Option(names = "--keep", description = "Leave everything running afterwards, until Ctrl-C.")
    private boolean keep;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private Demo() {}

    /** Plays the demo. */
    public static void main(String[] arguments) {
        System.exit(play(arguments));
    }

    /** Plays the demo and returns its exit code. */
    static int play(String... arguments) {
        return new CommandLine(new Demo()).execute(arguments);
    }

    @Override
    public Integer call() throws InterruptedException {
        Screen screen = new Screen(out);
        screen.title("Starting");
        try (Fleet fleet = Fleet.start(screen::step)) {
            Stage stage = Stage.set(fleet, screen);
            List<String> broken = play(stage);
            screen.title(broken.isEmpty() ? "Every promise held." : broken.size() + " promise(s) broken: " + broken);
            if (keep) {
                keepRunning(stage);
            }
            return broken.isEmpty() ? 0 : 1;
        }
    }

    private static List<String> play(Stage stage) {
        List<String> broken = new ArrayList<>();
        for (Scene scene : scenes()) {
            stage.screen().title(scene.title());
            Verdict verdict = scene.play(stage);
            stage.screen().verdict(verdict);
            if (verdict instanceof Verdict.Broken) {
                broken.add(scene.title());
            }
        }
        return broken;
    }

    private static List<Scene> scenes() {
        Set<String> chosen = new HashSet<>();
        return List.of(
                new TagScenes.Untagged(),
                new TagScenes.Tagged(),
                RampScenes.first(chosen),
                RampScenes.second(chosen),
                new InstanceScenes.Edited(),
                new InstanceScenes.Weighed(),
                new InstanceScenes.Killed(),
                new InstanceScenes.Strict(),
                new DocumentScenes.Disabled(),
                new DocumentScenes.Broken());
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
        stage.screen().note("Ctrl-C stops everything.");
        new CountDownLatch(1).await();
    }
}
