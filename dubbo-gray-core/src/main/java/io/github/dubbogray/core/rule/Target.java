package io.github.dubbogray.core.rule;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntSupplier;

/** Where a rule sends what it claims: to lanes, or to the variants of a switch. */
public sealed interface Target {

    /** Returns all lanes this target can answer with. */
    List<String> lanes();

    /** Returns which share of what the rule claims each of these lanes gets, in the same order. */
    List<Share> shares();

    /** Says it as documents do: {@code canary}, or {@code canary 10%, stable 90% by attachment.user-id}. */
    String describe();

    /**
     * Returns the position, in {@link #lanes()}, of the lane for a request.
     *
     * @param salt the rule's salt, see {@link Bucket}
     * @param draw gives a random number from 0 to 9 999; asked at most once
     */
    int choose(Request request, long salt, IntSupplier draw);

    /** Returns the bucket that decides for a request; empty where no sticky key does. */
    default OptionalInt bucketOf(Request request, long salt) {
        return OptionalInt.empty();
    }

    /** Everything to one lane. */
    record ToLane(String lane) implements Target {
        @Override
        public List<String> lanes() {
            return List.of(lane);
        }

        @Override
        public List<Share> shares() {
            return List.of(new Share(lane, Split.BUCKETS));
        }

        @Override
        public String describe() {
            return lane;
        }

        @Override
        public int choose(Request request, long salt, IntSupplier draw) {
            return 0;
        }
    }

    /** A new draw for every request. */
    record Drawn(Split split) implements Target {
        @Override
        public List<String> lanes() {
            return split.lanes();
        }

        @Override
        public List<Share> shares() {
            return split.shares();
        }

        @Override
        public String describe() {
            return split.describe();
        }

        @Override
        public int choose(Request request, long salt, IntSupplier draw) {
            return split.positionOf(draw.getAsInt());
        }
    }

    /** The same lane for the same key, everywhere and always (clause R4); a request without the key is drawn. */
    record Sticky(Split split, Source key) implements Target {
        @Override
        public List<String> lanes() {
            return split.lanes();
        }

        @Override
        public List<Share> shares() {
            return split.shares();
        }

        @Override
        public String describe() {
            return split.describe() + " by " + key.spelling();
        }

        @Override
        public int choose(Request request, long salt, IntSupplier draw) {
            String value = key.valueIn(request);
            return split.positionOf(value == null ? draw.getAsInt() : Bucket.of(salt, value));
        }

        @Override
        public OptionalInt bucketOf(Request request, long salt) {
            String value = key.valueIn(request);
            return value == null ? OptionalInt.empty() : OptionalInt.of(Bucket.of(salt, value));
        }
    }
}
