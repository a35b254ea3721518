package io.github.dubbogray.core.placement;

import io.github.dubbogray.core.table.Table;
import java.util.List;

/**
 * Instances with a label that is another one than the document, or clause I2, asks for only by the case of its letters: such
 * an instance is not gray by it.
 *
 * @param table the table in force of their application
 * @param label the label as they have it: {@code env=Gray}
 * @param wanted the one that is asked for: {@code env=gray}
 * @param instances their positions in the fleet; at least one
 */
public record NearMiss(Table table, String label, String wanted, List<Integer> instances) {

    public NearMiss {
        instances = List.copyOf(instances);
    }
}
