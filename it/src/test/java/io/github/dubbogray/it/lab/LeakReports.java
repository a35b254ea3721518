package io.github.dubbogray.it.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.it.fleet.JavaProcess;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.util.ResourceLeakDetector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/**
 * What Netty reports of buffers that were never released, in this JVM from {@link #ofThisProcess} to {@link #close}, and in
 * processes that were started with {@link #WATCHED}. Each of them drops buffers itself, so that a silent one is known
 * to be deaf.
 */
public final class LeakReports implements AutoCloseable {

    /** Properties of a process that follows one in eight buffers; following each would take longer than the calls. */
    public static final Map<String, String> WATCHED = Map.of(
            "io.netty.leakDetection.level",
            "advanced",
            "io.netty.leakDetection.samplingInterval",
            "8",
            "io.netty.leakDetection.targetRecords",
            "40");

    /** So many that by Netty's default, one in 128, at least one of them is followed, but for one time in six million. */
    private static final int BUFFERS = 2_000;

    private static final int CALLS = 5;

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Of this JVM, since its first; Netty reports each trace once, so what failed a test fails its repetition too. */
    private static final Queue<LeakReport> HERE = new ConcurrentLinkedQueue<>();

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();

    private final String dropped = "dropped " + NUMBER.incrementAndGet();

    private LeakReports() {}

    /** Follows buffers of this JVM, one in 128. */
    public static LeakReports ofThisProcess() {
        LeakReports reports = new LeakReports();
        ByteBufUtil.setLeakListener((type, records) -> HERE.add(LeakReport.of(records)));
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.ADVANCED);
        drop(reports.dropped);
        return reports;
    }

    /** Drops buffers in a process that was started with {@link #WATCHED}. */
    static void dropIfWatched() {
        if (ResourceLeakDetector.getLevel() == ResourceLeakDetector.Level.ADVANCED) {
            drop("dropped");
        }
    }

    /** The hint makes a report new. */
    private static void drop(String hint) {
        for (int i = 0; i < BUFFERS; i++) {
            Unpooled.directBuffer(1).touch(hint);
        }
    }

    /**
     * Collects garbage here and in processes until all have reported what they dropped, and returns all reports.
     *
     * @param calls makes each process allocate buffers, which is when Netty reports
     */
    public List<LeakReport> await(List<JavaProcess> processes, ThrowingRunnable calls) {
        List<LeakReport> all = new ArrayList<>();
        Awaitility.await().atMost(LIMIT).untilAsserted(() -> {
            System.gc();
            processes.forEach(JavaProcess::collectGarbage);
            for (int i = 0; i < CALLS; i++) {
                calls.run();
            }
            for (int i = 0; i < BUFFERS; i++) {
                Unpooled.directBuffer(1).release();
            }
            all.clear();
            all.addAll(HERE);
            assertThat(HERE).as("reports of this JVM").anyMatch(report -> report.has(("Hint: " + dropped)::equals));
            for (JavaProcess process : processes) {
                List<LeakReport> there = LeakReport.in(process.output());
                assertThat(there).as("reports of %s", process.name()).anyMatch(LeakReports::isDropped);
                all.addAll(there);
            }
        });
        return all;
    }

    @Override
    public void close() {
        ResourceLeakDetector.setLevel(before);
        ByteBufUtil.setLeakListener(null);
    }

    private static boolean isDropped(LeakReport report) {
        return report.has(frame -> frame.startsWith(LeakReports.class.getName() + ".drop("));
    }
}
