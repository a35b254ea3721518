package io.github.dubbogray.core.placement;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Collects labels that are not the wanted ones only by the case of their letters, with so many instances in all and no more:
 * each instance may have labels of its own, and all of them may be such. For one thread.
 */
final class NearMisses {

    private final Table table;
    private final WantedLabels wanted;
    private final SortedMap<String, Missed> found = new TreeMap<>();
    private int left;

    NearMisses(Table table, int most) {
        this.table = table;
        this.wanted = new WantedLabels(table);
        this.left = most;
    }

    /** A wanted label, and those who have another spelling of it. */
    private record Missed(String wanted, List<Integer> instances) {}

    /** Looks at the labels of instances that have the same ones. */
    void lookAt(Labels labels, Supplier<IntStream> instances) {
        if (left > 0) {
            labels.toMap().forEach((key, value) -> {
                String meant = wanted.missedBy(key, value);
                if (meant != null && left > 0) {
                    add(key + "=" + value, meant, instances.get());
                }
            });
        }
    }

    private void add(String label, String meant, IntStream instances) {
        List<Integer> positions = found.computeIfAbsent(label, first -> new Missed(meant, new ArrayList<>()))
                .instances();
        int before = positions.size();
        instances.limit(left).forEach(positions::add);
        left -= positions.size() - before;
    }

    /** Returns them, sorted by label and, within a label, by position. */
    List<NearMiss> list() {
        return found.entrySet().stream()
                .map(miss -> new NearMiss(
                        table,
                        miss.getKey(),
                        miss.getValue().wanted(),
                        miss.getValue().instances().stream().sorted().toList()))
                .toList();
    }
}
