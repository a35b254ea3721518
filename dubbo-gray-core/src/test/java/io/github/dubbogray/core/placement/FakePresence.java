package io.github.dubbogray.core.placement;

import java.util.BitSet;
import java.util.stream.IntStream;

/** A presence made of bits. */
public record FakePresence(BitSet listed, BitSet reachable) implements Presence {

    /** Every instance is listed and reachable. */
    public static final FakePresence ALL = all(1_000);

    public static FakePresence all(int instances) {
        return of(IntStream.range(0, instances).toArray());
    }

    /** These instances are listed and reachable, no others are listed. */
    public static FakePresence of(int... instances) {
        return new FakePresence(bits(instances), bits(instances));
    }

    /** These instances are listed, none is reachable. */
    public static FakePresence unreachable(int... instances) {
        return new FakePresence(bits(instances), new BitSet());
    }

    /** Returns this presence with instances that are listed only. */
    public FakePresence andUnreachable(int... instances) {
        BitSet more = bits(instances);
        more.or(listed);
        return new FakePresence(more, reachable);
    }

    @Override
    public boolean isListed(int instance) {
        return listed.get(instance);
    }

    @Override
    public boolean isReachable(int instance) {
        return reachable.get(instance);
    }

    private static BitSet bits(int... instances) {
        BitSet bits = new BitSet();
        IntStream.of(instances).forEach(bits::set);
        return bits;
    }
}
