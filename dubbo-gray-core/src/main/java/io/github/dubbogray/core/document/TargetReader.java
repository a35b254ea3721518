package io.github.dubbogray.core.document;

import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.rule.Share;
import io.github.dubbogray.core.rule.Source;
import io.github.dubbogray.core.rule.Split;
import io.github.dubbogray.core.rule.Target;
import io.github.dubbogray.core.text.PercentText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code to} and {@code sticky} of a rule. */
final class TargetReader {

    private final LaneNames lanes;

    TargetReader(LaneNames lanes) {
        this.lanes = lanes;
    }

    Optional<Target> read(Field to, Optional<Field> sticky) {
        if (to.item() instanceof YamlItem.Scalar lane) {
            sticky.ifPresent(field ->
                    field.wrong(ProblemKind.STICKY_WITHOUT_SPLIT, "needs a split: 'to' gives everything to one lane"));
            return knownLane(lane.text(), to).map(Target.ToLane::new);
        }
        Optional<Source> key = sticky.flatMap(ConditionReader::source);
        return readSplit(to, sticky)
                .flatMap(split -> sticky.isEmpty()
                        ? Optional.of(new Target.Drawn(split))
                        : key.map(source -> new Target.Sticky(split, source)));
    }

    private Optional<Split> readSplit(Field to, Optional<Field> sticky) {
        if (!(to.item() instanceof YamlItem.Mapping)) {
            return to.mustBe(ProblemKind.WRONG_SHAPE, "the name of a lane or a map of lanes and shares");
        }
        return to.fields().flatMap(fields -> {
            List<Share> shares = new ArrayList<>();
            Set<String> named = new HashSet<>();
            for (YamlItem.Entry entry : fields.entries()) {
                Optional<String> lane = knownLane(entry.key(), fields.key(entry));
                if (lane.isPresent() && !named.add(lane.get())) {
                    fields.key(entry)
                            .wrong(ProblemKind.TWICE, "lane stable is there twice: 'default' is another name of it");
                }
                fields.field(entry)
                        .basisPoints()
                        .ifPresent(points -> lane.ifPresent(known -> shares.add(new Share(known, points))));
            }
            if (shares.size() != fields.entries().size()) {
                return Optional.empty();
            }
            remarkUseless(fields, shares, sticky);
            return sumChecked(to, shares);
        });
    }

    /**
     * Beside a share of everything, the shares of nothing need no word. With a sticky key, everything is more than the lane's
     * name: by that key it comes back after a trip.
     */
    private static void remarkUseless(Fields fields, List<Share> shares, Optional<Field> sticky) {
        boolean everything = shares.stream().anyMatch(share -> share.basisPoints() == Split.BUCKETS);
        for (int i = 0; i < shares.size(); i++) {
            Field share = fields.field(fields.entries().get(i));
            if (shares.get(i).basisPoints() == Split.BUCKETS && sticky.isEmpty()) {
                share.remark(
                        ProblemKind.SHARE_OF_ALL,
                        "100% is every request; 'to: " + shares.get(i).lane() + "' says the same");
            } else if (shares.get(i).basisPoints() == 0 && !everything) {
                share.remark(ProblemKind.SHARE_OF_NOTHING, "0% is never; leave the lane out, or raise its share");
            }
        }
    }

    private static Optional<Split> sumChecked(Field to, List<Share> shares) {
        int sum = shares.stream().mapToInt(Share::basisPoints).sum();
        return sum == Split.BUCKETS
                ? Optional.of(new Split(shares))
                : to.wrong(ProblemKind.SHARES_SUM, "shares add up to " + PercentText.of(sum) + ", must be 100%");
    }

    private Optional<String> knownLane(String name, Field at) {
        Optional<String> known = lanes.known(name);
        return known.isPresent() ? known : at.wrong(ProblemKind.UNKNOWN_LANE, lanes.unknown(name));
    }
}
