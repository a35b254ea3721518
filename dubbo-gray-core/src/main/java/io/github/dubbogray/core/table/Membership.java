package io.github.dubbogray.core.table;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.tag.Tag;
import java.util.List;

/** Which instances belong to a lane. */
public sealed interface Membership {

    /** The label whose value {@value #GRAY} keeps an instance out of a stable that has no labels of its own (clause I2). */
    String ENV = "env";

    /** The value of {@value #ENV} that does. */
    String GRAY = "gray";

    /** Returns whether an instance with these labels belongs to the lane. */
    boolean includes(Labels labels);

    /** Instances that have all of these labels. */
    record ByLabels(Labels wanted) implements Membership {

        public ByLabels {
            if (wanted.isEmpty()) {
                throw new IllegalArgumentException("a lane needs at least one label");
            }
        }

        @Override
        public boolean includes(Labels labels) {
            return labels.containsAll(wanted);
        }

        /** Returns whether no instance can belong to both. */
        public boolean contradicts(Membership other) {
            return other instanceof ByLabels that && wanted.contradicts(that.wanted);
        }
    }

    /**
     * Instances that have the lane's labels and are in no gray lane: stable, where the document names its labels (clause P2).
     *
     * @param gray the lanes that may hold some of them
     */
    record Reserved(ByLabels own, List<Membership> gray) implements Membership {

        public Reserved {
            gray = List.copyOf(gray);
        }

        @Override
        public boolean includes(Labels labels) {
            return own.includes(labels) && gray.stream().noneMatch(lane -> lane.includes(labels));
        }
    }

    /** What is in no gray lane, has no label {@code tag}, and whose label {@code env} is not {@code gray} (I2). */
    record Remainder(List<Membership> gray) implements Membership {

        public Remainder {
            gray = List.copyOf(gray);
        }

        @Override
        public boolean includes(Labels labels) {
            return labels.value(Tag.LABEL).isEmpty()
                    && !labels.value(ENV).filter(GRAY::equals).isPresent()
                    && gray.stream().noneMatch(lane -> lane.includes(labels));
        }
    }
}
