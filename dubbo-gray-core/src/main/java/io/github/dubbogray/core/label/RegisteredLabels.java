package io.github.dubbogray.core.label;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Labels in a registry's metadata: the key of label {@code version} is {@code gray.version}. */
public final class RegisteredLabels {

    /** What label keys begin with. */
    public static final String PREFIX = "gray.";

    /** The label that says in which cluster of the registry an instance is. */
    public static final String CLUSTER = "cluster";

    private static final String USUAL_CLUSTER = "DEFAULT";

    private RegisteredLabels() {}

    /** Returns the labels in metadata. What is no label, as an empty value left by a removal, counts as absent. */
    public static Labels in(Map<String, String> metadata) {
        return Labels.of(found(metadata));
    }

    /** Returns the same, and the cluster as a label, unless it is the usual one or there is such a label already. */
    public static Labels in(Map<String, String> metadata, @Nullable String cluster) {
        Map<String, String> labels = found(metadata);
        if (cluster != null && !cluster.equals(USUAL_CLUSTER) && PairSyntax.isToken(cluster)) {
            labels.putIfAbsent(CLUSTER, cluster);
        }
        return Labels.of(labels);
    }

    private static Map<String, String> found(Map<String, String> metadata) {
        Map<String, String> labels = new TreeMap<>();
        metadata.forEach((key, value) -> {
            if (key.startsWith(PREFIX) && value != null) {
                String label = key.substring(PREFIX.length());
                if (PairSyntax.isToken(label) && PairSyntax.isToken(value)) {
                    labels.put(label, value);
                }
            }
        });
        return labels;
    }
}
