package io.github.dubbogray.core.label;

import java.util.List;

/**
 * What a label text says.
 *
 * @param labels the pairs that are well-formed
 * @param problems one sentence for each pair that is not, with its place and value; empty if all is well
 */
public record LabelsReading(Labels labels, List<String> problems) {

    public LabelsReading {
        problems = List.copyOf(problems);
    }
}
