package io.github.dubbogray.core.record;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.Membership;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.core.tag.TagReading;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tag that a request came with, as far as a document knows it: any other is somebody's input, and is not kept. */
public sealed interface Carried {

    /** The one {@link None}. */
    Carried NONE = new None();

    /** The one {@link Other}. */
    Carried OTHER = new Other();

    /** No tag, or a text that is none. */
    record None() implements Carried {}

    /** A tag made of words of the documents: a lane, or pairs that lanes have among their labels. */
    record Known(String tag) implements Carried {}

    /** A tag that no document knows. */
    record Other() implements Carried {}

    /**
     * Returns what is kept of a tag.
     *
     * @param text as it came; null if there is none
     * @param tables in force where the request is sent
     */
    static Carried of(@Nullable String text, List<Table> tables) {
        if (text == null || !(Tag.read(text) instanceof TagReading.Accepted accepted)) {
            return NONE;
        }
        Tag tag = accepted.tag();
        return isKnown(tag, tables) ? new Known(tag.text()) : OTHER;
    }

    private static boolean isKnown(Tag tag, List<Table> tables) {
        if (tag instanceof Tag.Named named) {
            return lanes(tables).anyMatch(lane -> lane.name().equals(named.lane())) || areLabels(tag, tables);
        }
        return tag instanceof Tag.Stable || areLabels(tag, tables);
    }

    private static boolean areLabels(Tag tag, List<Table> tables) {
        return tag.wantedLabels().toMap().entrySet().stream()
                .allMatch(pair -> lanes(tables).anyMatch(lane -> isLabel(pair, lane)));
    }

    private static boolean isLabel(Map.Entry<String, String> pair, Lane lane) {
        return labelsOf(lane.members())
                .value(pair.getKey())
                .filter(pair.getValue()::equals)
                .isPresent();
    }

    private static Labels labelsOf(Membership members) {
        if (members instanceof Membership.ByLabels labels) {
            return labels.wanted();
        }
        return members instanceof Membership.Reserved reserved ? reserved.own().wanted() : Labels.NONE;
    }

    private static Stream<Lane> lanes(List<Table> tables) {
        return tables.stream().flatMap(table -> table.lanes().stream());
    }
}
