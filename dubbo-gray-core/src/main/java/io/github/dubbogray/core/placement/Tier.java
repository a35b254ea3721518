package io.github.dubbogray.core.placement;

import io.github.dubbogray.core.label.Labels;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One step of a placement: a set of instances that may serve the request. */
public sealed interface Tier {

    /** Says which set it is, for messages. */
    String describe();

    /** Returns the lane whose instances these are; null where labels choose them, or where they are of several applications. */
    default @Nullable String lane() {
        return null;
    }

    /** The instances of a lane. */
    record OfLane(String lane) implements Tier {
        @Override
        public String describe() {
            return "lane " + lane;
        }
    }

    /** The instances that have these labels. */
    record OfLabels(Labels labels) implements Tier {
        @Override
        public String describe() {
            return "labels " + labels;
        }
    }

    /**
     * The instances of a tier that are near the caller (clause P4).
     *
     * @param near the preferred labels they share with the caller
     */
    record Near(Tier tier, Labels near) implements Tier {
        @Override
        public @Nullable String lane() {
            return tier.lane();
        }

        @Override
        public String describe() {
            return tier.describe() + " near " + near;
        }
    }

    /** All instances of a tier that were not taken out, because too few are healthy. */
    record WithUnhealthy(Tier tier) implements Tier {
        @Override
        public @Nullable String lane() {
            return tier.lane();
        }

        @Override
        public String describe() {
            return tier.describe() + ", unhealthy instances included";
        }
    }

    /** Tiers of several applications that serve together (clause I4). */
    record Several(List<Tier> tiers) implements Tier {

        public Several {
            tiers = List.copyOf(tiers);
        }

        @Override
        public String describe() {
            return tiers.stream().map(Tier::describe).collect(Collectors.joining(" and "));
        }
    }
}
