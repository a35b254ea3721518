package io.github.dubbogray.observability.metrics;

import io.github.dubbogray.router.meter.Meter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bytes that this process has read and written, files and sockets alike, where the system tells it: Linux, in {@code
 * /proc/self/io} (proc(5): {@code rchar}, {@code wchar}). Micrometer's own process metrics have no such thing.
 */
final class ProcessIo {

    private static final Path OF_SYSTEM = Path.of("/proc/self/io");

    private ProcessIo() {}

    /** Registers both directions; nothing where the system does not tell. */
    static void bindTo(MeterRegistry registry) {
        if (Files.isReadable(OF_SYSTEM)) {
            register(registry, "read", "rchar: ");
            register(registry, "write", "wchar: ");
        }
    }

    private static void register(MeterRegistry registry, String direction, String line) {
        FunctionCounter.builder(Meter.PROCESS_IO.id(), OF_SYSTEM, file -> valueOf(line, file))
                .description(Meter.PROCESS_IO.description())
                .baseUnit(Meter.PROCESS_IO.unit())
                .tag(Meter.Tags.DIRECTION, direction)
                .register(registry);
    }

    /** A value that cannot be read is none, which a registry leaves out. */
    static double valueOf(String line, Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(each -> each.startsWith(line))
                    .mapToDouble(each -> Double.parseDouble(each.substring(line.length())))
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException | NumberFormatException e) {
            return Double.NaN;
        }
    }
}
