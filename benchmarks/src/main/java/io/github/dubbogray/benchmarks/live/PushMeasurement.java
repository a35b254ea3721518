package io.github.dubbogray.benchmarks.live;

import com.alibaba.nacos.api.NacosFactory;
import com.alibaba.nacos.api.config.ConfigService;
import com.alibaba.nacos.api.config.listener.AbstractListener;
import io.github.dubbogray.benchmarks.report.Figure;
import io.github.dubbogray.benchmarks.report.Question;
import io.github.dubbogray.it.fleet.Fleet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * From a publish to the first call that is routed by it, beside a bare listener of the Nacos client in the same process. A
 * thread calls without pause; each document sends every call to the other lane than the one before.
 *
 * @param publishes how many documents are published
 */
record PushMeasurement(int publishes) {

    private static final double NANOS_IN_A_MILLI = 1e6;
    private static final double BUDGET = 1.1;
    private static final long LIMIT_NANOS = 30_000_000_000L;
    private static final String GROUP = "dubbo";
    private static final String DATA_ID = Arena.APPLICATION + ".gray-router";

    List<Figure> measure(Fleet fleet) throws Exception {
        try (Arena arena = new Arena(fleet)) {
            arena.publish(Documents.allTo("stable"));
            arena.serve(Jars.ON, "dubbo", "stable", Map.of("version", "v1"), 0, 1);
            arena.serve(Jars.ON, "dubbo", "canary", Map.of("version", "v2"), 1, 1);
            ConfigService nacos = NacosFactory.createConfigService(arena.clientProperties());
            try (Reference reference = new Reference(
                    arena.registry(),
                    Map.of(
                            "dubbo.gray.last-good.dir",
                            fleet.folder().resolve("push").toString()))) {
                return measure(nacos, reference);
            } finally {
                nacos.shutDown();
            }
        }
    }

    private List<Figure> measure(ConfigService nacos, Reference reference) throws Exception {
        AtomicLong heardAt = new AtomicLong();
        AtomicReference<String> expected = new AtomicReference<>("");
        nacos.addListener(DATA_ID, GROUP, new AbstractListener() {
            @Override
            public void receiveConfigInfo(String text) {
                if (text.equals(expected.get())) {
                    heardAt.set(System.nanoTime());
                }
            }
        });
        awaitAnswer(reference, "stable");
        double[] routed = new double[publishes];
        double[] heard = new double[publishes];
        for (int i = 0; i < publishes; i++) {
            String lane = i % 2 == 0 ? "canary" : "stable";
            String document = Documents.allTo(lane);
            expected.set(document);
            heardAt.set(0);
            long begin = System.nanoTime();
            nacos.publishConfig(DATA_ID, GROUP, document);
            awaitAnswer(reference, lane);
            routed[i] = (System.nanoTime() - begin) / NANOS_IN_A_MILLI;
            while (heardAt.get() == 0 && System.nanoTime() - begin < LIMIT_NANOS) {
                Thread.onSpinWait();
            }
            heard[i] = (heardAt.get() - begin) / NANOS_IN_A_MILLI;
        }
        return List.of(figure("median", 0.5, routed, heard), figure("p99", 0.99, routed, heard));
    }

    private static void awaitAnswer(Reference reference, String instance) {
        long begin = System.nanoTime();
        while (!reference.call().equals(instance)) {
            if (System.nanoTime() - begin > LIMIT_NANOS) {
                throw new IllegalStateException("no call is routed to " + instance);
            }
        }
    }

    private static Figure figure(String name, double quantile, double[] routed, double[] heard) {
        double value = at(quantile, routed);
        double beside = at(quantile, heard);
        return new Figure(
                Question.PUSH,
                "publish to first routed call, " + name + " of " + routed.length,
                value,
                "ms",
                "bare listener",
                beside,
                "≤ 1.1 × a bare listener",
                value <= BUDGET * beside);
    }

    private static double at(double quantile, double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(quantile * sorted.length))];
    }
}
