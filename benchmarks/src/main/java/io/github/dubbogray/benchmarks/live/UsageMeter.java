package io.github.dubbogray.benchmarks.live;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * Meters what this process uses. Used by one thread, whose own bytes do not count: it is the one that is told to ask. A
 * thread that ends takes along what it allocated since it was last asked for.
 */
final class UsageMeter {

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Map<Long, Long> bytes = allocated();
    private long cpuNanos = system.getProcessCpuTime();

    /** Returns what was used since this was last asked, or made. */
    Usage sinceLast() {
        Map<Long, Long> bytesNow = allocated();
        long cpuNow = system.getProcessCpuTime();
        Usage usage = new Usage(grown(bytes, bytesNow), cpuNow - cpuNanos);
        bytes = bytesNow;
        cpuNanos = cpuNow;
        return usage;
    }

    /** Returns by how much the threads of now have grown in all; one that was not there before began with nothing. */
    static long grown(Map<Long, Long> before, Map<Long, Long> now) {
        return now.entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
                .sum();
    }

    private Map<Long, Long> allocated() {
        long[] ids = threads.getAllThreadIds();
        long[] allocated = threads.getThreadAllocatedBytes(ids);
        Map<Long, Long> ofThread = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            boolean hasEnded = allocated[i] < 0;
            if (!hasEnded && ids[i] != Thread.currentThread().getId()) {
                ofThread.put(ids[i], allocated[i]);
            }
        }
        return ofThread;
    }
}
