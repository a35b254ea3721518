package io.github.dubbogray.it.lab;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Netty's leak detector, except that it counts every leak, where Netty's reports each trace once. */
public final class LeakCount<T> extends ResourceLeakDetector<T> {

    /** Properties of a process whose leaks are counted. */
    public static final Map<String, String> PROPERTIES = Map.of(
            "io.netty.customResourceLeakDetector",
            LeakCount.class.getName(),
            "io.netty.leakDetection.level",
            "paranoid",
            "io.netty.leakDetection.targetRecords",
            "40");

    private static final AtomicLong TRACKED = new AtomicLong();
    private static final AtomicLong REPORTED = new AtomicLong();

    /** As Netty calls it. */
    public LeakCount(Class<?> type, int samplingInterval) {
        super(type, samplingInterval);
    }

    /** Returns the number of leaks so far. */
    static long reported() {
        return REPORTED.get();
    }

    /** Collects garbage every half second until the process ends; Netty reports at the next buffer. */
    static void collectGarbage() {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (true) {
                            System.gc();
                            ByteBufAllocator.DEFAULT.buffer().release();
                            TimeUnit.MILLISECONDS.sleep(500);
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "collect-garbage");
        thread.setDaemon(true);
        thread.start();
    }

    /** Part of the report, which is new by its number. */
    @Override
    protected Object getInitialHint(String resourceType) {
        return "buffer " + TRACKED.incrementAndGet();
    }

    @Override
    protected void reportTracedLeak(String resourceType, String records) {
        REPORTED.incrementAndGet();
        super.reportTracedLeak(resourceType, records);
    }
}
