package io.github.dubbogray.grayctl.request;

import io.github.dubbogray.core.explain.Explanation;
import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.placement.Fleet;
import io.github.dubbogray.core.placement.Instance;
import io.github.dubbogray.core.placement.Presence;
import io.github.dubbogray.core.table.Capacity;
import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.Membership;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.core.tag.TagReading;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The smallest fleet that a document can steer: an instance of each lane and of each carried set of labels, and every lane
 * content with one. So a request goes where the document wants it, whatever runs anywhere.
 */
public final class LaneFleet {

    private final Table table;
    private final Set<String> down;

    private LaneFleet(Table table, Set<String> down) {
        this.table = table;
        this.down = down;
    }

    /**
     * Returns the fleet of a document.
     *
     * @param down names of lanes whose instances are away
     */
    public static LaneFleet of(Table table, Set<String> down) {
        return new LaneFleet(contentWithOne(table), Set.copyOf(down));
    }

    /** Explains where a request goes. */
    public Answer ask(AskedRequest asked) {
        List<Instance> instances = instances(asked);
        Fleet<BitSet> fleet = Fleet.of(instances, Labels.NONE, application -> table, Function.identity());
        Explanation explanation = Explanation.of(
                fleet,
                asked.question(),
                present(instances),
                position -> instances.get(position).labels().toString());
        return Answer.of(explanation, table, asked.bucket().isPresent());
    }

    private List<Instance> instances(AskedRequest asked) {
        List<Labels> labels = new ArrayList<>();
        table.lanes().forEach(lane -> labels.add(labelsOf(lane.members())));
        String tag = asked.tag();
        if (tag != null && Tag.read(tag) instanceof TagReading.Accepted read) {
            labels.add(read.tag().wantedLabels());
        }
        return labels.stream()
                .distinct()
                .map(some -> new Instance(table.application(), some))
                .toList();
    }

    private static Labels labelsOf(Membership members) {
        if (members instanceof Membership.ByLabels all) {
            return all.wanted();
        }
        return members instanceof Membership.Reserved reserved ? reserved.own().wanted() : Labels.NONE;
    }

    private Presence present(List<Instance> instances) {
        return new Presence() {
            @Override
            public boolean isListed(int instance) {
                Labels labels = instances.get(instance).labels();
                return table.lanes().stream()
                        .noneMatch(lane ->
                                down.contains(lane.name()) && lane.members().includes(labels));
            }

            @Override
            public boolean isReachable(int instance) {
                return isListed(instance);
            }
        };
    }

    private static Table contentWithOne(Table table) {
        return new Table(
                table.application(),
                table.revision(),
                table.mode(),
                contentWithOne(table.stable()),
                table.gray().stream().map(LaneFleet::contentWithOne).toList(),
                table.rules(),
                table.labelPriority(),
                table.prefer(),
                table.unmatched(),
                table.failures(),
                table.release());
    }

    private static Lane contentWithOne(Lane lane) {
        return new Lane(lane.name(), lane.members(), lane.fallback(), Capacity.ONE, lane.carry(), lane.affinity());
    }
}
