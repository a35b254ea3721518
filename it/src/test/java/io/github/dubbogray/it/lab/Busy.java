package io.github.dubbogray.it.lab;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.time.Duration;

/** How long what is promised within a time takes on a machine that has other things to do. */
public final class Busy {

    private Busy() {}

    /** Returns a time as many times as long as threads want each processor, by the load of the last minute; never less. */
    public static Duration stretched(Duration time) {
        OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
        double share =
                machine.getSystemLoadAverage() / machine.getAvailableProcessors(); // negative where it is not known
        return Duration.ofMillis(Math.round(time.toMillis() * Math.max(1, share)));
    }
}
