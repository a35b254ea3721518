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
 *
 * <p>They are counted from the first look on. What a start reads, often hundreds of megabytes of jars, would else be the
 * rate of the minutes after each restart.
 */
final class ProcessIo {

    private static final Path OF_SYSTEM = Path.of("/proc/self/io");

    /** One for all registries, which hold what they ask only weakly. */
    private static final ProcessIo READ = new ProcessIo("rchar: ", OF_SYSTEM);

    private static final ProcessIo WRITTEN = new ProcessIo("wchar: ", OF_SYSTEM);

    private final String line;
    private final Path file;
    private double before = Double.NaN;

    ProcessIo(String line, Path file) {
        this.line = line;
        this.file = file;
    }

    /** Registers both directions; nothing where the system does not tell. */
    static void bindTo(MeterRegistry registry) {
        if (Files.isReadable(OF_SYSTEM)) {
            register(registry, "read", READ);
            register(registry, "write", WRITTEN);
        }
    }

    private static void register(MeterRegistry registry, String direction, ProcessIo bytes) {
        FunctionCounter.builder(Meter.PROCESS_IO.id(), bytes, ProcessIo::sinceFirstLook)
                .description(Meter.PROCESS_IO.description())
                .baseUnit(Meter.PROCESS_IO.unit())
                .tag(Meter.Tags.DIRECTION, direction)
                .register(registry);
    }

    /** Returns the bytes since it was asked first. */
    synchronized double sinceFirstLook() {
        double now = read();
        if (Double.isNaN(before)) {
            before = now;
        }
        return now - before;
    }

    /** A value that cannot be read is none, which a registry leaves out. */
    private double read() {
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
