package io.github.dubbogray.core.document;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.placement.Fleet;
import io.github.dubbogray.core.placement.Instance;
import io.github.dubbogray.core.placement.Presence;
import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.Table;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a consumer does with a hostile document. Runs in a process of its own too, without the libraries of the tests. */
final class HostileUse {

    private static final int INSTANCES = 1_000;
    private static final int LONGEST_PROBLEM = 5_000;
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

    /** Uses every kind, one after the other, and prints a line for each. */
    public static void main(String[] ignored) {
        for (HostileDocuments kind : HostileDocuments.values()) {
            of(kind == HostileDocuments.TOO_LONG ? "#".repeat(HostileDocuments.SIZE * 2) : kind.text(1));
            System.out.println("done " + kind);
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
                ? "accepted, " + place(accepted.table()) + " placements, " + problems.size() + " remarks"
                : "refused, " + problems.get(0);
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
