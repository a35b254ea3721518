package io.github.dubbogray.core.placement;

import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.Membership;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.tag.Tag;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The labels by which a document, and clauses I2 and I3, tell instances apart, to be found whatever the case of letters. For
 * one thread.
 */
final class WantedLabels {

    /** The values that are wanted, by key. */
    private final Map<String, Set<String>> values = new HashMap<>();

    /** By the keys that were asked for: there are few, and many instances. */
    private final Map<String, OfKey> known = new HashMap<>();

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
        values.computeIfAbsent(key, first -> new HashSet<>()).add(value);
    }

    /** Returns the label that is meant by one that differs from it by the case of its letters; empty if that is wanted itself. */
    Optional<String> missedBy(String key, String value) {
        OfKey wanted = known.computeIfAbsent(key, this::of);
        if (wanted.exact().contains(value)) {
            return Optional.empty();
        }
        if (!wanted.anyCase().isEmpty()) {
            String meant = wanted.anyCase().get(value);
            if (meant != null) {
                return Optional.of(meant);
            }
        }
        return key.equalsIgnoreCase(Tag.LABEL) && !key.equals(Tag.LABEL)
                ? Optional.of(Tag.LABEL + "=" + value)
                : Optional.empty();
    }

    private OfKey of(String key) {
        SortedMap<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        values.forEach((wanted, some) -> {
            if (wanted.equalsIgnoreCase(key)) {
                some.stream().sorted().forEach(value -> anyCase.putIfAbsent(value, wanted + "=" + value));
            }
        });
        return new OfKey(values.getOrDefault(key, Set.of()), anyCase);
    }
}
