package io.github.dubbogray.core.placement;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.table.Membership;
import io.github.dubbogray.core.tag.Tag;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The instances of one application, found by their labels. There may be many instances and few kinds of them, or as many
 * kinds as instances, and many lanes: so a lane costs what it has, not what there is. Filled by one thread, then only read,
 * by any.
 */
final class Members {

    private static final Labels ENV_GRAY = Labels.of(Membership.ENV, Membership.GRAY);

    private final Map<Labels, Kind> kinds = new HashMap<>();
    private final BitSet all = new BitSet();
    private final BitSet out = new BitSet();
    private final BitSet unhealthy = new BitSet();

    /** The keys that instances have; tags may ask for any others. */
    private final Set<String> keys = new HashSet<>();

    /** The kinds by a label of theirs, for the keys that were asked for. */
    private final Map<String, KindsByValue> byKey = new ConcurrentHashMap<>();

    /** Adds an instance by its position in the whole fleet. */
    void add(int position, Instance instance) {
        kinds.computeIfAbsent(instance.labels(), this::newKind).add(position);
        all.set(position);
        out.set(position, instance.standing() == Standing.OUT);
        unhealthy.set(position, instance.standing() == Standing.UNHEALTHY);
    }

    private Kind newKind(Labels labels) {
        keys.addAll(labels.toMap().keySet());
        return new Kind(labels);
    }

    /** Hands on the labels that instances have, each once, with the positions of those that have them. */
    void forEachKind(BiConsumer<Labels, Supplier<IntStream>> action) {
        kinds.forEach((labels, kind) -> action.accept(labels, kind::positions));
    }

    /** Returns the positions of those that belong to a lane; the caller's own to change. */
    BitSet of(Membership lane) {
        if (lane instanceof Membership.ByLabels byLabels) {
            return having(byLabels.wanted());
        }
        BitSet rest = claimedBy(lane);
        BitSet taken = new BitSet();
        grayBesides(lane).forEach(gray -> taken.or(of(gray)));
        rest.andNot(taken);
        return rest;
    }

    /** Returns the positions of those that would belong to a lane if there were no others; the caller's own to change. */
    BitSet claimedBy(Membership lane) {
        if (lane instanceof Membership.ByLabels byLabels) {
            return having(byLabels.wanted());
        }
        return lane instanceof Membership.Reserved reserved
                ? having(reserved.own().wanted())
                : notGray();
    }

    private static List<Membership> grayBesides(Membership stable) {
        if (stable instanceof Membership.Reserved reserved) {
            return reserved.gray();
        }
        return stable instanceof Membership.Remainder remainder ? remainder.gray() : List.of();
    }

    /** Those that no label of theirs makes gray (clause I2). */
    private BitSet notGray() {
        BitSet rest = (BitSet) all.clone();
        byValueOf(Tag.LABEL).forEach(kind -> kind.removeFrom(rest));
        rest.andNot(having(ENV_GRAY));
        return rest;
    }

    /** Returns the positions of those that have all of these labels; the caller's own to change. */
    BitSet having(Labels wanted) {
        if (wanted.isEmpty()) {
            return (BitSet) all.clone();
        }
        BitSet positions = new BitSet();
        wanted.toMap().entrySet().stream()
                .map(label -> byValueOf(label.getKey()).of(label.getValue()))
                .min(Comparator.comparingInt(List::size))
                .orElseThrow()
                .forEach(kind -> {
                    if (kind.labels().containsAll(wanted)) {
                        kind.addTo(positions);
                    }
                });
        return positions;
    }

    private KindsByValue byValueOf(String key) {
        return keys.contains(key)
                ? byKey.computeIfAbsent(key, asked -> KindsByValue.of(asked, kinds.values()))
                : KindsByValue.NONE;
    }

    /** Returns the positions of those that were taken out; not to be changed. */
    BitSet out() {
        return out;
    }

    /** Returns the positions of those that are not healthy; not to be changed. */
    BitSet unhealthy() {
        return unhealthy;
    }
}
