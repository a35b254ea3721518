package io.github.dubbogray.core.document;

import io.github.dubbogray.core.table.Lane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gray lanes that fall back to each other in a circle. Circles through stable are none: every lane falls back to stable,
 * and only {@code lanes.stable.fallback} lets stable go anywhere.
 */
final class FallbackCycles {

    private final List<Lane> gray;
    private final Map<String, Integer> order = new LinkedHashMap<>();

    FallbackCycles(List<Lane> gray) {
        this.gray = gray;
        gray.forEach(lane -> order.put(lane.name(), order.size()));
    }

    /** Returns for each lane the shortest circle in which it is the first of the text: its names, the first again last. */
    List<List<String>> cycles() {
        List<List<String>> cycles = new ArrayList<>();
        for (int start = 0; start < gray.size(); start++) {
            List<String> cycle = from(start);
            if (!cycle.isEmpty()) {
                cycles.add(cycle);
            }
        }
        return cycles;
    }

    /** Searches breadth first, among the start and the lanes behind it. */
    private List<String> from(int start) {
        Map<Integer, Integer> cameFrom = new HashMap<>();
        Deque<Integer> next = new ArrayDeque<>(List.of(start));
        while (!next.isEmpty()) {
            int lane = next.remove();
            for (String fallback : gray.get(lane).fallback()) {
                int target = order.getOrDefault(fallback, -1);
                if (target == start) {
                    return path(start, lane, cameFrom);
                }
                if (target > start && cameFrom.putIfAbsent(target, lane) == null) {
                    next.add(target);
                }
            }
        }
        return List.of();
    }

    private List<String> path(int start, int last, Map<Integer, Integer> cameFrom) {
        Deque<String> names = new ArrayDeque<>(List.of(gray.get(start).name()));
        for (Integer lane = last; lane != null; lane = cameFrom.get(lane)) {
            names.push(gray.get(lane).name());
        }
        return List.copyOf(names);
    }
}
