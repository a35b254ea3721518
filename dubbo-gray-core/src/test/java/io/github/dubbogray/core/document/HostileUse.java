package io.github.dubbogray.core.document;

import com.sun.management.ThreadMXBean;
import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.placement.Fleet;
import io.github.dubbogray.core.placement.Instance;
import io.github.dubbogray.core.placement.Presence;
import io.github.dubbogray.core.rule.Coloring;
import io.github.dubbogray.core.rule.FakeRequest;
import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.Table;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** What a consumer does with a hostile document. Runs in a process of its own, without the libraries of the tests. */
final class HostileUse {

    private static final int INSTANCES = 1_000;
    private static final int LONGEST_PROBLEM = 5_000;
    private static final List<String> CALLS =
            List.of("a", "u17", "a".repeat(10_000), "0".repeat(500) + "a".repeat(60), "10000", "10000.5", "x");
    private static final Presence MOST = new Presence() {
        @Override
        public boolean isListed(int instance) {
            return true;
        }

        @Override
        public boolean isReachable(int instance) {
            return instance % 7 != 0;
        }
    };

    private HostileUse() {}

    /** Uses every kind, one after the other, and prints a line for each: name, CPU ms, MB allocated, what came of it. */
    public static void main(String[] ignored) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (HostileDocuments kind : HostileDocuments.values()) {
            String text = kind.text(1);
            long began = threads.getCurrentThreadCpuTime();
            long before = threads.getCurrentThreadAllocatedBytes();
            String outcome = of(text);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            long nanos = threads.getCurrentThreadCpuTime() - began;
            System.out.println(
                    kind + " " + TimeUnit.NANOSECONDS.toMillis(nanos) + " " + (allocated >> 20) + " " + outcome);
        }
    }

    /** Reads and, if it is accepted, places all its lanes over a thousand instances; says what came of it. */
    static String of(String text) {
        Reading reading = DocumentReader.read("demo-provider", text);
        List<Problem> problems = reading instanceof Reading.Refused refused
                ? refused.problems()
                : ((Reading.Accepted) reading).remarks();
        if (problems.size() > Problems.MAX_REPORTED + 1
                || problems.stream().anyMatch(problem -> problem.toString().length() > LONGEST_PROBLEM)) {
            throw new IllegalStateException("too much is told: " + problems.size() + " problems");
        }
        return reading instanceof Reading.Accepted accepted
                ? "accepted, " + color(accepted.table()) + " claims, " + place(accepted.table()) + " placements, "
                        + problems.size() + " remarks"
                : "refused, " + problems.get(0);
    }

    private static long color(Table table) {
        return CALLS.stream()
                .filter(service -> table.color(new FakeRequest(Map.of(), "greet", service, "shop"), () -> 0)
                        instanceof Coloring.Claimed)
                .count();
    }

    private static int place(Table table) {
        List<Instance> instances = IntStream.range(0, INSTANCES)
                .mapToObj(i -> new Instance("demo-provider", Labels.of(Map.of("v", "x" + i % 700, "ka", "y" + i % 3))))
                .toList();
        Fleet<BitSet> fleet = Fleet.of(instances, Labels.of("ka", "y1"), application -> table, positions -> positions);
        List<Object> decisions = new ArrayList<>();
        for (Lane lane : table.gray()) {
            decisions.add(fleet.place(lane.name(), MOST));
        }
        decisions.add(fleet.place(null, MOST));
        return decisions.size();
    }
}
