package io.github.dubbogray.core.document;

import io.github.dubbogray.core.table.Lane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gray lanes that fall back to each other in a circle. Circles through stable are none: every lane falls back to stable,
 * and only {@code lanes.stable.fallback} lets stable go anywhere.
 */
final class FallbackCycles {

    private static final int NONE = -1;

    private final List<Lane> gray;

    /** For each lane the numbers of its gray fallbacks. */
    private final int[][] fallbacks;

    FallbackCycles(List<Lane> gray) {
        this.gray = gray;
        Map<String, Integer> order = new HashMap<>();
        gray.forEach(lane -> order.put(lane.name(), order.size()));
        this.fallbacks = gray.stream()
                .map(lane -> lane.fallback().stream()
                        .filter(order::containsKey)
                        .mapToInt(order::get)
                        .toArray())
                .toArray(int[][]::new);
    }

    /** Returns for each lane the shortest circle in which it is the first of the text: its names, the first again last. */
    List<List<String>> cycles() {
        List<List<String>> cycles = new ArrayList<>();
        int[] cameFrom = new int[gray.size()];
        int[] next = new int[gray.size()];
        for (int start = 0; start < gray.size(); start++) {
            List<String> cycle = from(start, cameFrom, next);
            if (!cycle.isEmpty()) {
                cycles.add(cycle);
            }
        }
        return cycles;
    }

    /**
     * Searches breadth first, among the start and the lanes behind it.
     *
     * @param cameFrom room for the lane that each was reached from
     * @param next room for the lanes that were reached, in order
     */
    private List<String> from(int start, int[] cameFrom, int[] next) {
        Arrays.fill(cameFrom, NONE);
        next[0] = start;
        int reached = 1;
        for (int i = 0; i < reached; i++) {
            for (int target : fallbacks[next[i]]) {
                if (target == start) {
                    return path(start, next[i], cameFrom);
                }
                if (target > start && cameFrom[target] == NONE) {
                    cameFrom[target] = next[i];
                    next[reached++] = target;
                }
            }
        }
        return List.of();
    }

    private List<String> path(int start, int last, int[] cameFrom) {
        Deque<String> names = new ArrayDeque<>(List.of(gray.get(start).name()));
        for (int lane = last; lane != NONE; lane = cameFrom[lane]) {
            names.push(gray.get(lane).name());
        }
        return List.copyOf(names);
    }
}
