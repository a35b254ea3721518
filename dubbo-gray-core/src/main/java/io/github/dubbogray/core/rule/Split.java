package io.github.dubbogray.core.rule;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.core.text.PercentText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Shares that add up to everything, laid over the buckets: first the gray lanes in the document's order, stable last; of a
 * switch, the values in the document's order, its default last. So raising what is first never sends a bucket back to what
 * is last, and a share of 0 has no bucket.
 */
public final class Split {

    /** How many buckets shares lie over, and how many numbers a draw chooses from: one a basis point. */
    public static final int BUCKETS = Bucket.COUNT;

    private final String[] lanes;
    private final int[] ends;

    /**
     * Lays shares over the buckets.
     *
     * @throws IllegalArgumentException if they do not add up to 10 000 basis points
     */
    public Split(List<Share> shares) {
        this(shares, Tag::isStable);
    }

    /**
     * Lays shares over the buckets.
     *
     * @param isLast whether a name's share lies behind those of all others
     * @throws IllegalArgumentException if they do not add up to 10 000 basis points
     */
    public Split(List<Share> shares, Predicate<String> isLast) {
        List<Share> layout = layout(shares, isLast);
        lanes = new String[layout.size()];
        ends = new int[layout.size()];
        int end = 0;
        for (int i = 0; i < layout.size(); i++) {
            end += layout.get(i).basisPoints();
            lanes[i] = layout.get(i).lane();
            ends[i] = end;
        }
        if (end != Bucket.COUNT) {
            throw new IllegalArgumentException("shares add up to " + end + " basis points, must be " + Bucket.COUNT);
        }
    }

    /** Returns the position, in {@link #lanes()}, of the lane that a bucket belongs to. */
    int positionOf(int bucket) {
        int position = 0;
        while (bucket >= ends[position]) {
            position++;
        }
        return position;
    }

    /** Returns the lanes in the order in which they lie over the buckets. */
    List<String> lanes() {
        return List.of(lanes);
    }

    /** Returns the shares in the order in which they lie over the buckets. */
    List<Share> shares() {
        List<Share> shares = new ArrayList<>();
        for (int i = 0; i < lanes.length; i++) {
            shares.add(new Share(lanes[i], ends[i] - (i == 0 ? 0 : ends[i - 1])));
        }
        return List.copyOf(shares);
    }

    String describe() {
        return shares().stream()
                .map(share -> share.lane() + " " + PercentText.of(share.basisPoints()))
                .collect(Collectors.joining(", "));
    }

    private static List<Share> layout(List<Share> shares, Predicate<String> isLast) {
        List<Share> layout = new ArrayList<>(shares);
        layout.removeIf(share -> isLast.test(share.lane()));
        shares.stream().filter(share -> isLast.test(share.lane())).forEach(layout::add);
        return layout;
    }
}
