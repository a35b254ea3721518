package io.github.dubbogray.it.demo;

import io.github.dubbogray.it.fleet.Fleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Scenes of a release that runs itself, in time lapse: steps of seconds where a team would take hours. */
final class ReleaseScenes implements Scene {

    private static final int USERS = 500;
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final String title;
    private final String id;
    private final Course course;

    /** How the version turns out. */
    private enum Course {
        GOOD,
        BAD
    }

    private ReleaseScenes(String title, String id, Course course) {
        this.title = title;
        this.id = id;
        this.course = course;
    }

    /** A version as good as stable goes through all steps. */
    static ReleaseScenes good() {
        return new ReleaseScenes("A good version is released: 5, 50, 100 %, each step proven", "good", Course.GOOD);
    }

    /** A version that fails loses its share. */
    static ReleaseScenes bad() {
        return new ReleaseScenes("v2 fails every second call: its release is rolled back at 5 %", "bad", Course.BAD);
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public Verdict play(Stage stage) {
        stage.screen().asked("new users come all the time; grayctl release start, and a controller beside");
        stage.reviveGray();
        stage.publish(Documents.released(), () -> stage.crowd().users(USERS).isOnly(Stage.STABLE));
        if (course == Course.BAD) {
            stage.makeSick("v2");
        }
        try {
            return released(stage);
        } finally {
            stage.heal("v2");
        }
    }

    private Verdict released(Stage stage) {
        Path plan = write(stage.fleet().folder().resolve("release.yaml"), Documents.plan());
        String[] start = {"release", "start", plan.toString(), "--id", id};
        stage.screen().note("$ " + Operator.typed("release", "start", "release.yaml"));
        stage.operator().run(start);
        stage.screen().note("$ " + Operator.typed("release", "run"));
        String name = "release-" + id + ".log";
        Path log = stage.fleet().folder().resolve(name);
        Process controller = stage.operator().start(stage.fleet().folder(), name, "release", "run");
        int failed = 0;
        try {
            long end = System.nanoTime() + LIMIT.toNanos();
            for (int round = 0; controller.isAlive() && System.nanoTime() < end; round++) {
                failed += stage.crowd().users(round * USERS, USERS).failed(); // of each user the first failure counts
            }
        } finally {
            controller.destroy();
        }
        lines(log).forEach(line -> stage.screen().note("  " + line));
        int exitCode = exitCodeOf(controller);
        Tally then = stage.crowd().users(USERS);
        stage.screen().answers("afterwards", then);
        return Verdict.of(
                exitCode == (course == Course.GOOD ? 0 : 1)
                        && then.isOnly(course == Course.GOOD ? Stage.GRAY : Stage.STABLE),
                course == Course.GOOD
                        ? "the lane has everything, each step was proven first"
                        : "the lane has nothing again, nobody told it to",
                failed + " calls failed meanwhile; the controller ended with " + exitCode);
    }

    private static int exitCodeOf(Process controller) {
        try {
            return controller.waitFor(10, TimeUnit.SECONDS) ? controller.exitValue() : -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static List<String> lines(Path log) {
        try {
            return Files.readAllLines(log);
        } catch (IOException e) {
            throw new UncheckedIOException("there is nothing of " + Fleet.APPLICATION + "'s controller", e);
        }
    }
}
