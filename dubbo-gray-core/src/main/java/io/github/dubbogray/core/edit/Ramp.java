package io.github.dubbogray.core.edit;

import io.github.dubbogray.core.edit.EditResult.Refused;
import io.github.dubbogray.core.edit.PlacedRule.PlacedShare;
import io.github.dubbogray.core.rule.Share;
import io.github.dubbogray.core.rule.Split;
import io.github.dubbogray.core.rule.Target;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.core.text.PercentText;
import io.github.dubbogray.core.text.Quoted;
import java.util.List;
import java.util.Optional;

/**
 * Moves one share of a split, and the share that takes the difference.
 *
 * @param moved the share, one of the split's
 * @param also what else changes with it
 */
record Ramp(Document document, PlacedRule split, PlacedShare moved, Change also) {

    /** Moves the share and nothing else. */
    Ramp(Document document, PlacedRule split, PlacedShare moved) {
        this(document, split, moved, Change.NONE);
    }

    /** Moves the share to where a text says. */
    EditResult to(String wanted) {
        Optional<Integer> points = PercentText.read(wanted);
        return points.isPresent()
                ? to(points.get())
                : refused("the share " + Quoted.of(wanted) + " must be " + PercentText.RULE + ", as 12.5%");
    }

    private EditResult to(int points) {
        int more = points - moved.basisPoints();
        if (more == 0 && !also.replacements().isEmpty()) {
            return also.in(document);
        }
        if (more == 0) {
            return new EditResult.Unchanged(
                    moved.value().place(), laneAndRule() + " has " + PercentText.of(points) + " already");
        }
        Optional<PlacedShare> rest = rest();
        if (rest.isEmpty()) {
            return refused(whyNoRest(points));
        }
        int left = rest.get().basisPoints() - more;
        return left < 0
                ? refused(laneAndRule() + " can have " + PercentText.of(points + left)
                        + " at most, then stable has nothing left; lower another lane first")
                : edited(points, rest.get(), left);
    }

    /** Returns whose share takes the difference: of two, the other; of more, that of stable; empty where that is none. */
    private Optional<PlacedShare> rest() {
        List<PlacedShare> others =
                split.shares().stream().filter(share -> !share.equals(moved)).toList();
        return others.size() == 1
                ? Optional.of(others.get(0))
                : others.stream()
                        .filter(share -> share.lane().equals(Tag.STABLE))
                        .findFirst();
    }

    private String whyNoRest(int points) {
        if (split.shares().size() == 1) {
            return laneAndRule() + " has everything; write by hand which lane gets the other "
                    + PercentText.of(Split.BUCKETS - points);
        }
        return moved.lane().equals(Tag.STABLE)
                ? laneAndRule() + " has what the other lanes leave; move the share of one of those"
                : laneAndRule() + " is one of " + split.shares().size()
                        + " lanes, and stable is none of them, which would take the difference; write the shares by hand";
    }

    private EditResult edited(int points, PlacedShare rest, int left) {
        List<Share> shares = split.shares().stream()
                .map(share -> share.equals(moved)
                        ? new Share(share.lane(), points)
                        : new Share(share.lane(), share.equals(rest) ? left : share.basisPoints()))
                .toList();
        Target target = targetWith(new Split(shares));
        return new Change(
                        List.of(replacement(moved, points), replacement(rest, left)),
                        content -> content.with(split.position(), target))
                .and(also)
                .in(document);
    }

    private Target targetWith(Split shares) {
        return split.rule().target() instanceof Target.Sticky sticky
                ? new Target.Sticky(shares, sticky.key())
                : new Target.Drawn(shares);
    }

    private Replacement replacement(PlacedShare share, int points) {
        return Replacement.of(document.text(), share.value(), PercentText.of(points));
    }

    private Refused refused(String reason) {
        return new Refused(moved.value().place(), reason);
    }

    private String laneAndRule() {
        return "lane " + Quoted.of(moved.lane()) + " in rule " + Quoted.of(split.id());
    }
}
