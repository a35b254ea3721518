package io.github.dubbogray.core.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A writer of a document is not trusted with the process: whatever a text of 1 MB says, it is read, compiled and placed, or
 * refused, with bounded work and memory. Work is held by what is allocated, which is the same on every machine, and time
 * only against growing without bound.
 */
class HostileDocumentsTest {

    private static final long MAX_ALLOCATED = 2L << 30;
    private static final Duration UNBOUNDED = Duration.ofSeconds(40);

    @ParameterizedTest(name = "{0}, seed 1")
    @EnumSource
    void hostileDocument_takesBoundedWork(HostileDocuments kind) {
        String text = kind.text(1);
        assertTimeoutPreemptively(UNBOUNDED, () -> {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            long began = threads.getCurrentThreadCpuTime();

            String outcome = HostileUse.of(text);

            long cpuMillis = TimeUnit.NANOSECONDS.toMillis(threads.getCurrentThreadCpuTime() - began);
            long allocated =
                    threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            System.out.printf(
                    "%-30s %7d chars %5d ms %4d MB allocated: %s%n",
                    kind, text.length(), cpuMillis, allocated >> 20, outcome);
            assertThat(allocated).isLessThan(MAX_ALLOCATED);
        });
    }

    /** The same text again in a process that has 64 MB in all, text, classes and test included. */
    @Test
    void hostileDocuments_needNoMoreThan64MegabytesEach() throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath(),
                        HostileUse.class.getName())
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            assertThat(output.lines().filter(line -> line.startsWith("done ")))
                    .hasSize(HostileDocuments.values().length);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Without the libraries of the tests. */
    private static String classPath() {
        return Stream.of(
                        HostileUse.class,
                        DocumentReader.class,
                        org.yaml.snakeyaml.Yaml.class,
                        com.google.re2j.Pattern.class)
                .map(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }
}
