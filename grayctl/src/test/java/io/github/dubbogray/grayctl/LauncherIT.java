package io.github.dubbogray.grayctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with the jar of the build, in an installation of its own. */
class LauncherIT {

    @TempDir
    private static Path home;

    @BeforeAll
    static void install() throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve("lib"));
        Files.copy(Path.of("bin", "grayctl"), home.resolve("bin/grayctl"));
        Files.copy(Path.of("target", "grayctl.jar"), home.resolve("lib/grayctl.jar"));
        Files.write(home.resolve("gray.yaml"), List.of(Samples.ramp("10%", "90%")));
    }

    private static Session.Result run(String... arguments) throws Exception {
        return started(Stream.concat(Stream.of("bash", "bin/grayctl"), Stream.of(arguments)));
    }

    /** Runs a line of a shell. */
    private static Session.Result shell(String line) throws Exception {
        return started(Stream.of("bash", "-c", line));
    }

    private static Session.Result started(Stream<String> command) throws Exception {
        File out = File.createTempFile("out", "", home.toFile());
        File err = File.createTempFile("err", "", home.toFile());
        ProcessBuilder builder = new ProcessBuilder(command.toList())
                .directory(home.toFile())
                .redirectOutput(out)
                .redirectError(err);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("LC_ALL", "C");
        int exitCode = builder.start().waitFor();
        return new Session.Result(
                exitCode,
                Files.readString(out.toPath(), StandardCharsets.UTF_8),
                Files.readString(err.toPath(), StandardCharsets.UTF_8));
    }

    @Test
    void everyRun_saysTheSameAndTheFirstMakesAnArchive() throws Exception {
        Session.Result first = run("lint", "gray.yaml");
        Session.Result second = run("lint", "gray.yaml");

        assertThat(first).isEqualTo(new Session(home).run("lint", "gray.yaml"));
        assertThat(second).isEqualTo(first);
        try (Stream<Path> files = Files.list(home.resolve("lib"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".jsa"))).hasSize(1);
        }
    }

    @Test
    void exitCode_isThatOfTheCommand() throws Exception {
        assertThat(run("lint", "nowhere.yaml"))
                .isEqualTo(new Session.Result(2, "", "grayctl: nowhere.yaml does not exist\n"));
    }

    @Test
    void otherLetters_areUtf8WhateverTheLocale() throws Exception {
        Files.write(home.resolve("other.yaml"), List.of(Samples.document("rules: [{ id: 灰度, to: canary }]")));

        assertThat(run("lint", "other.yaml").out()).contains("is '灰度', must be a rule id");
    }

    @Test
    void aFullDisk_isSaid() throws Exception {
        Session.Result result = shell("bash bin/grayctl lint gray.yaml > /dev/full");

        assertThat(result)
                .isEqualTo(new Session.Result(
                        2, "", "grayctl: the answer could not be written: No space left on device\n"));
    }

    @Test
    void aReaderThatIsGone_isNoMistake() throws Exception {
        Session.Result result = shell("bash bin/grayctl completion | true; exit ${PIPESTATUS[0]}");

        assertThat(result).isEqualTo(new Session.Result(141, "", ""));
    }

    @Test
    void version_isThatOfTheJar() throws Exception {
        assertThat(run("--version").out()).matches("grayctl \\d+\\.\\d+\\.\\d+.*\n");
    }
}
