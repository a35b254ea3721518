package io.github.dubbogray.core.placement;

import io.github.dubbogray.core.label.Labels;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The instances of one application, sorted by their labels: there are many instances and few kinds of them, so a condition
 * is asked of each kind once. Filled by one thread, then only read.
 */
final class Members {

    private final Map<Labels, Kind> kinds = new HashMap<>();
    private final BitSet out = new BitSet();
    private final BitSet unhealthy = new BitSet();

    /** The positions of instances with the same labels. */
    private static final class Kind {

        private int[] positions = new int[4];
        private int size;

        void add(int position) {
            if (size == positions.length) {
                positions = Arrays.copyOf(positions, 2 * size);
            }
            positions[size++] = position;
        }

        IntStream positions() {
            return Arrays.stream(positions, 0, size);
        }

        void addTo(BitSet set) {
            for (int i = 0; i < size; i++) {
                set.set(positions[i]);
            }
        }
    }

    /** Adds an instance by its position in the whole fleet. */
    void add(int position, Instance instance) {
        kinds.computeIfAbsent(instance.labels(), labels -> new Kind()).add(position);
        out.set(position, instance.standing() == Standing.OUT);
        unhealthy.set(position, instance.standing() == Standing.UNHEALTHY);
    }

    /** Hands on the labels that instances have, each once, with the positions of those that have them. */
    void forEachKind(BiConsumer<Labels, Supplier<IntStream>> action) {
        kinds.forEach((labels, kind) -> action.accept(labels, kind::positions));
    }

    /** Returns the positions of those whose labels meet a condition. */
    BitSet where(Predicate<Labels> condition) {
        BitSet positions = new BitSet();
        kinds.forEach((labels, kind) -> {
            if (condition.test(labels)) {
                kind.addTo(positions);
            }
        });
        return positions;
    }

    /** Returns the positions of those that were taken out; not to be changed. */
    BitSet out() {
        return out;
    }

    /** Returns the positions of those that are not healthy; not to be changed. */
    BitSet unhealthy() {
        return unhealthy;
    }
}
