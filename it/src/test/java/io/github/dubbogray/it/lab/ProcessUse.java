package io.github.dubbogray.it.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a Java process with the serial collector uses, seen from outside, on Linux.
 *
 * @param heapKilobytes what lives on its heap after a collection
 * @param residentKilobytes what it has of the machine's memory
 * @param cpu what it has had of the processors since it started
 */
public record ProcessUse(long heapKilobytes, long residentKilobytes, Duration cpu) {

    private static final Pattern GENERATION = Pattern.compile("generation +total \\d+K, used (\\d+)K");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    /** Lets a process collect its garbage and looks at it. */
    public static ProcessUse of(long pid) {
        jcmd(pid, "GC.run");
        return new ProcessUse(
                sum(GENERATION, jcmd(pid, "GC.heap_info")), sum(RESIDENT, read("/proc/" + pid + "/status")), cpu(pid));
    }

    /** Returns what a process has had of the processors since it started. */
    public static Duration cpu(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow();
    }

    private static long sum(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .mapToLong(Long::parseLong)
                .sum();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String jcmd(long pid, String command) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), command)
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
