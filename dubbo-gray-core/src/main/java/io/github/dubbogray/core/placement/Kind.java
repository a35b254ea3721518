package io.github.dubbogray.core.placement;

import io.github.dubbogray.core.label.Labels;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/** The positions of the instances that have the same labels. Filled by one thread, then only read. */
final class Kind {

    private final Labels labels;
    private int[] positions = new int[4];
    private int size;

    Kind(Labels labels) {
        this.labels = labels;
    }

    void add(int position) {
        if (size == positions.length) {
            positions = Arrays.copyOf(positions, 2 * size);
        }
        positions[size++] = position;
    }

    Labels labels() {
        return labels;
    }

    IntStream positions() {
        return Arrays.stream(positions, 0, size);
    }

    void addTo(BitSet set) {
        for (int i = 0; i < size; i++) {
            set.set(positions[i]);
        }
    }

    void removeFrom(BitSet set) {
        for (int i = 0; i < size; i++) {
            set.clear(positions[i]);
        }
    }
}
