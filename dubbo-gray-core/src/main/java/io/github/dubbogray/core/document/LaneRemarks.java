package io.github.dubbogray.core.document;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.Membership;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds lanes that share their instances, that fall back in a circle, or that no rule gives. */
final class LaneRemarks {

    /** How many lanes of a circle are named. */
    private static final int MAX_NAMED = 20;

    private final LanesReader.Lanes lanes;

    private LaneRemarks(LanesReader.Lanes lanes) {
        this.lanes = lanes;
    }

    static void add(LanesReader.Lanes lanes, List<RulesReader.PlacedRule> rules) {
        LaneRemarks remarks = new LaneRemarks(lanes);
        remarks.addSameLabels();
        remarks.addOverlapWithStable();
        new FallbackCycles(lanes.gray())
                .cycles()
                .forEach(cycle -> remarks.add(
                        cycle.get(0),
                        ProblemKind.FALLBACK_CIRCLE,
                        "falls back in a circle: " + described(cycle)
                                + "; fallbacks of a fallback are not followed, so list every lane to try, in order"));
        remarks.addUnnamed(
                rules.stream().flatMap(rule -> rule.rule().lanes().stream()).collect(Collectors.toSet()));
    }

    /** Names the first lanes of a circle, and the first again. */
    private static String described(List<String> cycle) {
        if (cycle.size() <= MAX_NAMED) {
            return String.join(" → ", cycle);
        }
        return String.join(" → ", cycle.subList(0, MAX_NAMED - 1)) + " → and " + (cycle.size() - MAX_NAMED) + " more → "
                + cycle.get(0);
    }

    private void addSameLabels() {
        Map<Labels, String> first = new HashMap<>();
        for (Lane lane : lanes.gray()) {
            String other = first.putIfAbsent(labelsOf(lane), lane.name());
            if (other != null) {
                add(
                        lane.name(),
                        ProblemKind.SAME_LABELS,
                        "has the same labels as lane " + other
                                + ", so both have the same instances; give one of them another label");
            }
        }
    }

    private void addOverlapWithStable() {
        Membership stable = lanes.stable().members();
        if (stable instanceof Membership.Reserved reserved) {
            addInstancesThatStableLoses(reserved.own().wanted());
        } else if (stable instanceof Membership.ByLabels all) {
            addInstancesThatStableShares(all.wanted());
        }
    }

    /** An instance with the labels of both is gray. */
    private void addInstancesThatStableLoses(Labels stable) {
        for (Lane lane : lanes.gray()) {
            Labels gray = labelsOf(lane);
            if (stable.containsAll(gray)) {
                add(
                        lane.name(),
                        ProblemKind.STABLE_EMPTY,
                        "holds every instance that has stable's labels, so that stable has none and requests without a tag "
                                + "are refused; give it a label that stable does not have");
            } else if (gray.containsAll(stable)) {
                add(
                        lane.name(),
                        ProblemKind.TAKEN_FROM_STABLE,
                        "all its instances have stable's labels too; they are gray, so requests without a tag do not reach "
                                + "them; lanes.stable.includeGray: true would let them");
            } else if (!gray.contradicts(stable)) {
                add(
                        lane.name(),
                        ProblemKind.TAKEN_FROM_STABLE,
                        "an instance may have its labels and stable's; such a one is gray, so requests without a tag do not "
                                + "reach it; lanes.stable.includeGray: true would let them");
            }
        }
    }

    /** An instance with the labels of both is stable and gray: {@code includeGray}. */
    private void addInstancesThatStableShares(Labels stable) {
        for (Lane lane : lanes.gray()) {
            Labels gray = labelsOf(lane);
            if (gray.equals(stable)) {
                add(
                        lane.name(),
                        ProblemKind.SHARED_WITH_STABLE,
                        "has the same labels as stable, so both have the same instances; give one of them another label");
            } else if (stable.containsAll(gray)) {
                add(
                        lane.name(),
                        ProblemKind.SHARED_WITH_STABLE,
                        "all stable instances are in this lane too, so its requests reach them; "
                                + "give it a label that stable does not have");
            } else if (gray.containsAll(stable)) {
                add(
                        lane.name(),
                        ProblemKind.SHARED_WITH_STABLE,
                        "all its instances are stable too, so requests without a tag reach them; "
                                + "leave lanes.stable.includeGray out if they should not");
            } else if (!gray.contradicts(stable)) {
                add(
                        lane.name(),
                        ProblemKind.SHARED_WITH_STABLE,
                        "an instance may have its labels and stable's; such a one gets requests without a tag; "
                                + "leave lanes.stable.includeGray out if it should not");
            }
        }
    }

    private static Labels labelsOf(Lane gray) {
        return ((Membership.ByLabels) gray.members()).wanted();
    }

    private void addUnnamed(Set<String> named) {
        lanes.gray().stream()
                .map(Lane::name)
                .filter(name -> !named.contains(name))
                .forEach(lane -> add(
                        lane,
                        ProblemKind.LANE_WITHOUT_RULE,
                        "no rule gives this lane; only tags and fallbacks lead to it"));
    }

    private void add(String lane, ProblemKind kind, String message) {
        Field place = lanes.places().get(lane);
        if (place != null) {
            place.remark(kind, message);
        }
    }
}
