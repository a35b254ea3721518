package io.github.dubbogray.hardening.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The races of this package by jcstress, in JVMs of its own. Each in one kind of JVM and for a moment in every build; with
 * {@code -Drace.mode=default} in every kind that jcstress knows, for minutes.
 */
class RacesTest {

    private static final String MODE = System.getProperty("race.mode", "");

    /** One fork for each race, compiled as a whole, without the flags that shake the compiler. */
    private static final List<String> SHORT = List.of(
            "-m",
            "quick",
            "-sc",
            "false",
            "-f",
            "1",
            "-fsm",
            "0",
            "-iters",
            "1",
            "-time",
            "200",
            "-jvmArgs",
            "-XX:+UseSerialGC");

    /** Written by the build. */
    private static final Path CLASS_PATH = Path.of("target", "hardening.classpath");

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void noOrder_showsWhatIsForbidden(@TempDir Path folder) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                Path.of("target", "classes").toAbsolutePath()
                        + File.pathSeparator
                        + Files.readString(CLASS_PATH).strip(),
                "org.openjdk.jcstress.Main",
                "-t",
                "io.github.dubbogray.hardening.race",
                "-r",
                folder.toString()));
        command.addAll(MODE.isEmpty() ? SHORT : List.of("-m", MODE));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());

        assertThat(process.waitFor()).as(told).isZero();
        assertThat(told)
                .contains("Failed tests: No matches.", "Error tests: No matches.")
                .containsPattern("[1-9][0-9]* passed, 0 failed, 0 soft errs, 0 hard errs\\)\\s+RUN RESULTS");
    }
}
