package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One row of the matrix in every build: the oldest Dubbo that is supported, with the jars as they are. */
class OldestDubboIT {

    private static final String ROW = "dubbo-3.2.16";

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    @DisplayName("D4: on the oldest Dubbo the core of the whole-system tests holds, over both protocols")
    void oldestRow_holds() throws IOException, InterruptedException {
        ProcessBuilder script = new ProcessBuilder("bash", "compat.sh", "--only", ROW)
                .directory(Path.of("..").toFile())
                .redirectErrorStream(true);
        script.environment().put("COMPAT_BUILT", "1");
        script.environment().remove("MAVEN_OPTS"); // of the build around this; a debugger's port is taken already
        String repository = System.getProperty("localRepository"); // which the build around this uses
        if (repository != null) {
            script.environment().put("COMPAT_REPOSITORY", repository);
        }
        Process process = script.start();
        try {
            String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor()).as(told).isZero();
            assertThat(told).contains("| 3.2.16 |", "| yes |").doesNotContain("not run");
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }
}
