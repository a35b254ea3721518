package io.github.dubbogray.core.placement;

import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.Membership;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.tag.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The labels by which a document, and clauses I2 and I3, tell instances apart, to be found whatever the case of letters. */
final class WantedLabels {

    /** Keys, then values, whatever their case: the spellings that are wanted. */
    private final SortedMap<String, SortedMap<String, List<Spelling>>> wanted =
            new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private record Spelling(String key, String value) {

        @Override
        public String toString() {
            return key + "=" + value;
        }
    }

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
        wanted.computeIfAbsent(key, same -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER))
                .computeIfAbsent(value, same -> new ArrayList<>())
                .add(new Spelling(key, value));
    }

    /** Returns the label that is meant by one that differs from it by the case of its letters; empty if that is wanted itself. */
    Optional<String> missedBy(String key, String value) {
        Map<String, List<Spelling>> values = wanted.get(key);
        List<Spelling> spellings = values == null ? null : values.get(value);
        if (spellings != null) {
            return spellings.contains(new Spelling(key, value))
                    ? Optional.empty()
                    : Optional.of(spellings.get(0).toString());
        }
        return key.equalsIgnoreCase(Tag.LABEL) && !key.equals(Tag.LABEL)
                ? Optional.of(Tag.LABEL + "=" + value)
                : Optional.empty();
    }
}
