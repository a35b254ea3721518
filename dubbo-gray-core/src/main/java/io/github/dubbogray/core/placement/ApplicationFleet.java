package io.github.dubbogray.core.placement;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.table.Capacity;
import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.core.tag.TagReading;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The instances of one application under its table: a ready plan for each lane, and one for each label tag that was
 * asked for. Immutable but for that memo of label plans, which is bounded because tags may come from anywhere.
 */
final class ApplicationFleet<S> {

    /** How many label tags are remembered; past that their plans are made anew for each request. */
    static final int REMEMBERED_TAGS = 256;

    private final Table table;
    private final Map<Integer, Labels> members;
    private final Function<BitSet, S> ready;
    private final Plan<S> untagged;
    private final Map<String, Plan<S>> byLane;
    private final Map<String, Plan<S>> byLabels = new ConcurrentHashMap<>();

    /**
     * Makes the plans.
     *
     * @param members the labels of each instance, by its position in the whole fleet
     * @param ready makes the adapter's form of a set of positions
     */
    ApplicationFleet(Table table, Map<Integer, Labels> members, Function<BitSet, S> ready) {
        this.table = table;
        this.members = Map.copyOf(members);
        this.ready = ready;
        Map<String, LaneTier<S>> tiers = laneTiers();
        this.untagged = lanePlan("", table.stable(), tiers);
        this.byLane = lanePlans(tiers);
    }

    Table table() {
        return table;
    }

    /** Returns the plan for a tag text, or for none if null. A text that is no tag counts as none. */
    Plan<S> planOf(@Nullable String tag) {
        if (tag == null) {
            return untagged;
        }
        Plan<S> ofLane = byLane.get(tag);
        if (ofLane != null) {
            return ofLane;
        }
        Plan<S> ofLabels = byLabels.get(tag);
        return ofLabels != null ? ofLabels : newLabelPlan(tag);
    }

    private Plan<S> newLabelPlan(String text) {
        if (!(Tag.read(text) instanceof TagReading.Accepted accepted)) {
            return untagged;
        }
        Plan<S> plan = labelPlan(text, accepted.tag().wantedLabels());
        if (byLabels.size() < REMEMBERED_TAGS) {
            byLabels.put(text, plan);
        }
        return plan;
    }

    private Map<String, LaneTier<S>> laneTiers() {
        Map<String, LaneTier<S>> tiers = new LinkedHashMap<>();
        tiers.put(Tag.STABLE, laneTier(table.stable()));
        table.gray().forEach(lane -> tiers.put(lane.name(), laneTier(lane)));
        return tiers;
    }

    private LaneTier<S> laneTier(Lane lane) {
        BitSet positions = positionsWith(lane.members()::includes);
        return new LaneTier<>(new Tier.OfLane(lane.name()), lane.capacity(), positions, ready.apply(positions));
    }

    private Map<String, Plan<S>> lanePlans(Map<String, LaneTier<S>> tiers) {
        Map<String, Plan<S>> plans = new HashMap<>();
        plans.put(Tag.STABLE, lanePlan(Tag.STABLE, table.stable(), tiers));
        plans.put(Tag.DEFAULT, lanePlan(Tag.DEFAULT, table.stable(), tiers));
        table.gray().forEach(lane -> plans.put(lane.name(), lanePlan(lane.name(), lane, tiers)));
        return Map.copyOf(plans);
    }

    private Plan<S> lanePlan(String tag, Lane lane, Map<String, LaneTier<S>> tiers) {
        if (table.mode() == Table.Mode.DISABLED) {
            return plan(tag, List.of(tierOf(Tag.STABLE, tiers)));
        }
        List<LaneTier<S>> order = new ArrayList<>();
        order.add(tierOf(lane.name(), tiers));
        lane.fallback().forEach(name -> order.add(tierOf(name, tiers)));
        return plan(tag, order);
    }

    /** Drops one label after the other, the least important first, then falls to stable (clause P1). */
    private Plan<S> labelPlan(String tag, Labels wanted) {
        List<LaneTier<S>> order = new ArrayList<>();
        Labels left = table.mode() == Table.Mode.DISABLED ? Labels.NONE : wanted;
        while (!left.isEmpty()) {
            order.add(labelTier(left));
            left = left.without(leastImportant(left));
        }
        order.add(laneTier(table.stable()));
        return plan(tag, order);
    }

    private LaneTier<S> labelTier(Labels wanted) {
        BitSet positions = positionsWith(labels -> labels.containsAll(wanted));
        return new LaneTier<>(new Tier.OfLabels(wanted), Capacity.ONE, positions, ready.apply(positions));
    }

    /** A key that is not in the list of priorities is less important than all that are; among such, the last one is. */
    private String leastImportant(Labels labels) {
        List<String> priority = table.labelPriority();
        return labels.toMap().keySet().stream()
                .reduce((a, b) -> rank(priority, b) >= rank(priority, a) ? b : a)
                .orElseThrow();
    }

    private static int rank(List<String> priority, String key) {
        int index = priority.indexOf(key);
        return index < 0 ? priority.size() : index;
    }

    private Plan<S> plan(String tag, List<LaneTier<S>> order) {
        LaneTier<S> wanted = order.get(0);
        List<Choice<S>> choices = new ArrayList<>();
        for (int rank = 0; rank < order.size(); rank++) {
            LaneTier<S> used = order.get(rank);
            Placement placement = rank == 0
                    ? new Placement.Placed(used.tier())
                    : new Placement.FellBack(wanted.tier(), used.tier(), shortages(order.subList(0, rank)));
            choices.add(new Choice<>(
                    rank, used.tier(), used.positions(), used.required(), new Decision<>(placement, used.instances())));
        }
        return new Plan<>(table.application(), tag, choices, ready.apply(new BitSet()));
    }

    private static String shortages(List<? extends LaneTier<?>> tiers) {
        return tiers.stream().map(LaneTier::shortage).collect(Collectors.joining(", "));
    }

    private BitSet positionsWith(Predicate<Labels> condition) {
        BitSet positions = new BitSet();
        members.forEach((position, labels) -> {
            if (condition.test(labels)) {
                positions.set(position);
            }
        });
        return positions;
    }

    private static <S> LaneTier<S> tierOf(String lane, Map<String, LaneTier<S>> tiers) {
        LaneTier<S> tier = tiers.get(lane);
        if (tier == null) {
            throw new IllegalArgumentException("table names the unknown lane " + lane);
        }
        return tier;
    }

    /** A tier over this fleet, before it has a place in a plan. */
    private record LaneTier<S>(Tier tier, Capacity capacity, BitSet positions, S instances) {

        int required() {
            return capacity.requiredOf(positions.cardinality());
        }

        String shortage() {
            return tier.describe() + " has fewer than " + required() + " of " + positions.cardinality()
                    + " instances present";
        }
    }
}
