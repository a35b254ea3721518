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

    private final Targets targets;
    private final Sources sources;

    TargetReader(Targets targets, Sources sources) {
        this.targets = targets;
        this.sources = sources;
    }

    Optional<Target> read(Field to, Optional<Field> sticky) {
        if (to.item() instanceof YamlItem.Scalar name) {
            sticky.ifPresent(field -> field.wrong(
                    ProblemKind.STICKY_WITHOUT_SPLIT, "needs a split: 'to' gives everything to one " + targets.one()));
            return known(name.text(), to).map(Target.ToLane::new);
        }
        Optional<Source> key = sticky.flatMap(sources::read);
        return readSplit(to, sticky)
                .flatMap(split -> sticky.isEmpty()
                        ? Optional.of(new Target.Drawn(split))
                        : key.map(source -> new Target.Sticky(split, source)));
    }

    private Optional<Split> readSplit(Field to, Optional<Field> sticky) {
        if (!(to.item() instanceof YamlItem.Mapping)) {
            return to.mustBe(ProblemKind.WRONG_SHAPE, targets.expected());
        }
        return to.fields().flatMap(fields -> {
            List<Share> shares = new ArrayList<>();
            Set<String> named = new HashSet<>();
            for (YamlItem.Entry entry : fields.entries()) {
                Optional<String> name = known(entry.key(), fields.key(entry));
                if (name.isPresent() && !named.add(name.get())) {
                    fields.key(entry).wrong(ProblemKind.TWICE, targets.twice(entry.key()));
                }
                fields.field(entry)
                        .basisPoints()
                        .ifPresent(points -> name.ifPresent(known -> shares.add(new Share(known, points))));
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
    private void remarkUseless(Fields fields, List<Share> shares, Optional<Field> sticky) {
        boolean everything = shares.stream().anyMatch(share -> share.basisPoints() == Split.BUCKETS);
        for (int i = 0; i < shares.size(); i++) {
            Field share = fields.field(fields.entries().get(i));
            if (shares.get(i).basisPoints() == Split.BUCKETS && sticky.isEmpty()) {
                share.remark(
                        ProblemKind.SHARE_OF_ALL,
                        "100% is every request; 'to: " + shares.get(i).lane() + "' says the same");
            } else if (shares.get(i).basisPoints() == 0 && !everything) {
                share.remark(
                        ProblemKind.SHARE_OF_NOTHING,
                        "0% is never; leave the " + targets.one() + " out, or raise its share");
            }
        }
    }

    private Optional<Split> sumChecked(Field to, List<Share> shares) {
        int sum = shares.stream().mapToInt(Share::basisPoints).sum();
        return sum == Split.BUCKETS
                ? Optional.of(targets.split(shares))
                : to.wrong(ProblemKind.SHARES_SUM, "shares add up to " + PercentText.of(sum) + ", must be 100%");
    }

    private Optional<String> known(String name, Field at) {
        Optional<String> known = targets.known(name);
        return known.isPresent() ? known : at.wrong(targets.unknownKind(), targets.unknown(name));
    }
}
