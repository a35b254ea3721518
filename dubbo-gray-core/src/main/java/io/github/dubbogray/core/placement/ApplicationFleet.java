package io.github.dubbogray.core.placement;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.memo.Memo;
import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.Membership;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.core.tag.TagReading;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The instances of one application under its table: its lanes, and a ready plan for each tag that was asked for. Immutable
 * but for that memo of plans, which is bounded because tags may come from anywhere, and lanes and their fallbacks may be
 * many.
 */
final class ApplicationFleet<S> {

    /** How many tags are remembered, times two; their plans are made anew once they are forgotten. */
    static final int REMEMBERED_TAGS = 128;

    private final Table table;
    private final ReadyTiers<S> tiers;
    private final Map<String, ReadyTier<S>> lanes;

    /** Those that ask who is admitted, as an admitted request finds them. */
    private final Map<String, ReadyTier<S>> admitting;

    private final Map<String, Lane> byName;
    private final Plan<S> untagged;
    private final Memo<String, Plan<S>> byTag = new Memo<>(REMEMBERED_TAGS);

    /**
     * Makes the tiers, and the plan of requests without a tag.
     *
     * @param caller the caller's own labels
     * @param absence says what counts as absent
     * @param ready makes the adapter's form of a set of positions
     */
    ApplicationFleet(Table table, Members members, Labels caller, Absence absence, Function<BitSet, S> ready) {
        this.table = table;
        List<String> prefer = isDisabled() ? List.of() : table.prefer();
        this.tiers =
                new ReadyTiers<>(members, Near.of(prefer, caller, members), Gap.of(table, members, absence), ready);
        this.lanes = lanes();
        this.admitting = admitting();
        this.byName = byName();
        this.untagged = lanePlan("", table.stable());
    }

    Table table() {
        return table;
    }

    /** Returns which instances are in stable by their labels and in a gray lane, lane by lane in the document's order. */
    List<Overlap> overlaps() {
        Membership stable = table.stable().members();
        if (stable instanceof Membership.Remainder) {
            return List.of(); // it is what no gray lane holds
        }
        Overlap.Effect effect =
                stable instanceof Membership.Reserved ? Overlap.Effect.GRAY_ONLY : Overlap.Effect.STABLE_TOO;
        List<Overlap> overlaps = new ArrayList<>();
        BitSet claimed = tiers.members().claimedBy(stable);
        for (Lane lane : table.gray()) {
            BitSet both = tiers.members().of(lane.members());
            both.and(claimed);
            if (!both.isEmpty()) {
                overlaps.add(new Overlap(
                        table, lane.name(), effect, both.stream().boxed().toList()));
            }
        }
        return List.copyOf(overlaps);
    }

    /**
     * Returns which instances have a label that is not the wanted one only by the case of its letters, label by label.
     *
     * @param most how many instances are named; whoever has as many looks no further
     */
    List<NearMiss> nearMisses(int most) {
        NearMisses found = new NearMisses(table, most);
        tiers.members().forEachKind(found::lookAt);
        return found.list();
    }

    /**
     * Returns the plan for a tag text, or for none if null. A text that is no tag counts as none.
     *
     * @param admission asked at most once, and only if the wanted lane takes a part of its requests
     */
    Plan<S> planOf(@Nullable String tag, Admission admission) {
        if (tag == null) {
            return untagged;
        }
        Plan<S> known = byTag.get(tag);
        return (known != null ? known : newPlan(tag)).under(admission);
    }

    /** A text that is no tag is not remembered: it is read as fast as it is found. */
    private Plan<S> newPlan(String text) {
        Lane lane = byName.get(text);
        if (lane != null) {
            return remembered(text, lanePlan(text, lane));
        }
        return Tag.read(text) instanceof TagReading.Accepted accepted
                ? remembered(text, labelPlan(text, accepted.tag().wantedLabels()))
                : untagged;
    }

    private Plan<S> remembered(String text, Plan<S> plan) {
        byTag.put(text, plan);
        return plan;
    }

    private Map<String, ReadyTier<S>> lanes() {
        Map<String, ReadyTier<S>> ready = new LinkedHashMap<>();
        ready.put(Tag.STABLE, tiers.ofLane(table.stable()));
        table.gray().forEach(lane -> ready.put(lane.name(), tiers.ofLane(lane)));
        return ready;
    }

    private Map<String, ReadyTier<S>> admitting() {
        Map<String, ReadyTier<S>> ready = new HashMap<>();
        table.gray().forEach(lane -> tiers.ofLaneAdmitting(lane).ifPresent(tier -> ready.put(lane.name(), tier)));
        return ready;
    }

    private Map<String, Lane> byName() {
        Map<String, Lane> named = new HashMap<>();
        table.gray().forEach(lane -> named.put(lane.name(), lane));
        named.put(Tag.STABLE, table.stable());
        named.put(Tag.DEFAULT, table.stable());
        return named;
    }

    private Plan<S> lanePlan(String tag, Lane lane) {
        if (isDisabled()) {
            return plan(tag, List.of(laneTier(Tag.STABLE)));
        }
        List<ReadyTier<S>> order = withFallback(lane);
        ReadyTier<S> admitted = admitting.get(lane.name());
        if (admitted == null) {
            return plan(tag, order);
        }
        Plan<S> unadmitted = plan(tag, List.copyOf(order));
        order.set(0, admitted);
        return plan(tag, order, new Plan.Unadmitted<>(lane.name(), unadmitted));
    }

    /** Drops one label after the other, the least important first, then asks as for no tag (clause P1). */
    private Plan<S> labelPlan(String tag, Labels wanted) {
        if (isDisabled()) {
            return plan(tag, List.of(laneTier(Tag.STABLE)));
        }
        List<ReadyTier<S>> order = new ArrayList<>();
        for (Labels left = wanted; !left.isEmpty(); left = left.without(leastImportant(left))) {
            order.add(tiers.ofLabels(left));
        }
        order.addAll(withFallback(table.stable()));
        return plan(tag, order);
    }

    private List<ReadyTier<S>> withFallback(Lane lane) {
        List<ReadyTier<S>> order = new ArrayList<>();
        order.add(laneTier(lane.name()));
        lane.fallback().forEach(name -> order.add(laneTier(name)));
        return order;
    }

    private ReadyTier<S> laneTier(String lane) {
        ReadyTier<S> tier = lanes.get(lane);
        if (tier == null) {
            throw new IllegalArgumentException("table names the unknown lane " + lane);
        }
        return tier;
    }

    private boolean isDisabled() {
        return table.mode() == Table.Mode.DISABLED;
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

    private Plan<S> plan(String tag, List<ReadyTier<S>> order) {
        return plan(tag, order, null);
    }

    private Plan<S> plan(String tag, List<ReadyTier<S>> order, Plan.@Nullable Unadmitted<S> unadmitted) {
        List<Choice<S>> choices = new ArrayList<>();
        for (int rank = 0; rank < order.size(); rank++) {
            choices.add(choice(rank, order));
        }
        return new Plan<>(table.application(), tag, choices, tiers.none(), unadmitted);
    }

    private static <S> Choice<S> choice(int rank, List<ReadyTier<S>> order) {
        Function<Tier, Placement> placement = placementAt(rank, order);
        ReadyTier<S> used = order.get(rank);
        List<Choice<S>> nearer = used.nearer().stream()
                .map(part -> Choice.of(rank, part, placement, List.of()))
                .toList();
        return Choice.of(rank, used, placement, nearer);
    }

    private static <S> Function<Tier, Placement> placementAt(int rank, List<ReadyTier<S>> order) {
        if (rank == 0) {
            return Placement.Placed::new;
        }
        String reason = order.subList(0, rank).stream().map(ReadyTier::shortage).collect(Collectors.joining(", "));
        return used -> new Placement.FellBack(order.get(0).tier(), used, reason);
    }
}
