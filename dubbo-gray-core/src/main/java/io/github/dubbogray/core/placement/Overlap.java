package io.github.dubbogray.core.placement;

import io.github.dubbogray.core.table.Table;
import java.util.List;

/**
 * Instances that are in stable by their labels and in a gray lane by others.
 *
 * @param table the table in force of their application
 * @param lane the gray lane's name
 * @param effect what they count as
 * @param instances their positions in the fleet; at least one
 */
public record Overlap(Table table, String lane, Effect effect, List<Integer> instances) {

    /** What becomes of such instances. */
    public enum Effect {
        /** They count as gray only: no request without a tag reaches them (clause P2). */
        GRAY_ONLY("they count as gray only, so requests without a tag do not reach them"),
        /** The document lets them be stable too: {@code lanes.stable.includeGray}. */
        STABLE_TOO("as the document says lanes.stable.includeGray: true, they get requests without a tag");

        private final String meaning;

        Effect(String meaning) {
            this.meaning = meaning;
        }

        /** Says it, for messages. */
        public String meaning() {
            return meaning;
        }
    }

    public Overlap {
        instances = List.copyOf(instances);
    }
}
