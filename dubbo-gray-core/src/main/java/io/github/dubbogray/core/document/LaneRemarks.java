package io.github.dubbogray.core.document;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.Membership;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
                        Severity.WARNING,
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
        Stream.concat(Stream.of(lanes.stable()), lanes.gray().stream()).forEach(lane -> {
            if (lane.members() instanceof Membership.ByLabels members) {
                String other = first.putIfAbsent(members.wanted(), lane.name());
                if (other != null) {
                    add(
                            lane.name(),
                            Severity.WARNING,
                            "has the same labels as lane " + other
                                    + ", so both have the same instances; give one of them another label");
                }
            }
        });
    }

    private void addOverlapWithStable() {
        if (!(lanes.stable().members() instanceof Membership.ByLabels stable)) {
            return;
        }
        for (Lane lane : lanes.gray()) {
            Labels gray = ((Membership.ByLabels) lane.members()).wanted();
            if (gray.equals(stable.wanted())) {
                continue; // told as the same labels
            }
            if (gray.containsAll(stable.wanted())) {
                add(
                        lane.name(),
                        Severity.WARNING,
                        "all its instances are stable too, so requests without a tag reach them; "
                                + "give stable a label that this lane does not have");
            } else if (stable.wanted().containsAll(gray)) {
                add(
                        lane.name(),
                        Severity.WARNING,
                        "all stable instances are in this lane too, so its requests reach them; "
                                + "give it a label that stable does not have");
            }
        }
    }

    private void addUnnamed(Set<String> named) {
        lanes.gray().stream()
                .map(Lane::name)
                .filter(name -> !named.contains(name))
                .forEach(lane ->
                        add(lane, Severity.HINT, "no rule gives this lane; only tags and fallbacks lead to it"));
    }

    private void add(String lane, Severity severity, String message) {
        Field place = lanes.places().get(lane);
        if (place != null) {
            place.remark(severity, message);
        }
    }
}
