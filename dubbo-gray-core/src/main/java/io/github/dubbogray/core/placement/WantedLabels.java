package io.github.dubbogray.core.placement;

import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.Membership;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.tag.Tag;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The labels by which a document, and clauses I2 and I3, tell instances apart, to be found whatever the case of letters. For
 * one thread.
 */
final class WantedLabels {

    /** What is wanted of a key as it is spelled. Instances may have any number of other keys, so nothing is kept of those. */
    private final Map<String, OfKey> byKey = new HashMap<>();

    /** Whole labels by their values in any case, by their keys in any case. */
    private final SortedMap<String, SortedMap<String, String>> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** The lengths of wanted keys, a bit for each: most keys of instances are told from them by that. */
    private long lengths = 1L << Tag.LABEL.length();

    /**
     * What is wanted of a key.
     *
     * @param exact the values that are wanted of it as it is spelled
     * @param anyCase whole labels, by their values in any case
     */
    private record OfKey(Set<String> exact, SortedMap<String, String> anyCase) {}

    WantedLabels(Table table) {
        for (Lane lane : table.lanes()) {
            add(lane.members());
        }
    }

    private void add(Membership members) {
        if (members instanceof Membership.ByLabels byLabels) {
            byLabels.wanted().toMap().forEach(this::add);
        } else if (members instanceof Membership.Reserved reserved) {
            add(reserved.own());
        } else {
            add(Membership.ENV, Membership.GRAY);
        }
    }

    private void add(String key, String value) {
        lengths |= 1L << key.length();
        SortedMap<String, String> labels =
                anyCase.computeIfAbsent(key, first -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
        labels.merge(value, key + "=" + value, (one, other) -> one.compareTo(other) <= 0 ? one : other);
        byKey.computeIfAbsent(key, first -> new OfKey(new HashSet<>(), labels))
                .exact()
                .add(value);
    }

    /** Returns the label that is meant by one that differs from it by the case of its letters, or null if none is, or it is wanted itself. */
    @Nullable String missedBy(String key, String value) {
        if ((lengths >>> key.length() & 1) == 0) {
            return null;
        }
        OfKey wanted = byKey.get(key);
        if (wanted != null && wanted.exact().contains(value)) {
            return null;
        }
        SortedMap<String, String> labels = wanted == null ? anyCase.get(key) : wanted.anyCase();
        String meant = labels == null ? null : labels.get(value);
        if (meant != null) {
            return meant;
        }
        return key.equalsIgnoreCase(Tag.LABEL) && !key.equals(Tag.LABEL) ? Tag.LABEL + "=" + value : null;
    }
}
