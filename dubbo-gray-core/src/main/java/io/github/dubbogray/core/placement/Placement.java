package io.github.dubbogray.core.placement;

import io.github.dubbogray.core.text.Quoted;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a request goes at one hop, and why. */
public sealed interface Placement {

    /** Says the answer and its reason in one sentence. */
    String describe();

    /** Returns what kind of answer it is, where answers are counted and named: {@code placed}, {@code fell_back}, {@code refused}. */
    String outcome();

    /** Returns this answer with another tier that serves; a refusal has none, and stays as it is. */
    Placement on(Tier tier);

    /** Returns the tier that serves; empty for a refusal. */
    default Optional<Tier> serving() {
        return Optional.ofNullable(tier());
    }

    /** Returns the tier that serves, or null for a refusal. */
    @Nullable Tier tier();

    /** Returns the lane that serves; empty for a refusal, and where no one lane does (see {@link Tier#lane}). */
    default Optional<String> lane() {
        return serving().map(Tier::lane);
    }

    /** Returns this answer with what others took away as part of its reason. */
    Placement after(List<Taken> taken);

    /**
     * Returns this answer for a request that another tier was tried for in vain.
     *
     * @param reason why that tier does not serve
     */
    default Placement insteadOf(Tier tried, String reason) {
        Tier used = tier();
        return used == null ? this : new FellBack(tried, used, reason);
    }

    /** The wanted tier serves. */
    record Placed(Tier tier) implements Placement {
        @Override
        public String outcome() {
            return "placed";
        }

        @Override
        public Placement on(Tier other) {
            return new Placed(other);
        }

        /** The wanted tier serves after all, which needs no reason. */
        @Override
        public Placement after(List<Taken> taken) {
            return this;
        }

        @Override
        public String describe() {
            return "placed on " + tier.describe();
        }
    }

    /**
     * A later tier serves.
     *
     * @param reason why the wanted one does not
     */
    record FellBack(Tier wanted, Tier used, String reason) implements Placement {
        @Override
        public String outcome() {
            return "fell_back";
        }

        @Override
        public Placement on(Tier tier) {
            return new FellBack(wanted, tier, reason);
        }

        @Override
        public Tier tier() {
            return used;
        }

        @Override
        public Placement after(List<Taken> taken) {
            return taken.isEmpty() ? this : new FellBack(wanted, used, reason + "; " + Taken.describe(taken));
        }

        @Override
        public String describe() {
            return "fell back from " + wanted.describe() + " to " + used.describe() + ": " + reason;
        }
    }

    /**
     * No tier has capacity (clause P3).
     *
     * @param application the application that was asked for
     * @param tag the request's tag, or empty if it has none
     * @param tried every tier, in order, with its counts
     * @param taken instances that others take away, and that therefore count as absent
     */
    record Refused(String application, String tag, List<Tried> tried, List<Taken> taken) implements Placement {

        public Refused {
            tried = List.copyOf(tried);
            taken = List.copyOf(taken);
        }

        /** A refusal to which nobody else contributed. */
        public Refused(String application, String tag, List<Tried> tried) {
            this(application, tag, tried, List.of());
        }

        @Override
        public String outcome() {
            return "refused";
        }

        @Override
        public Placement on(Tier tier) {
            return this;
        }

        @Override
        public @Nullable Tier tier() {
            return null;
        }

        @Override
        public Refused after(List<Taken> before) {
            return new Refused(application, tag, tried, before);
        }

        @Override
        public String describe() {
            String request = tag.isEmpty() ? "a request without a tag" : "tag " + Quoted.of(tag);
            return "no instance of " + application + " may serve " + request + ": "
                    + Stream.concat(
                                    tried.stream().map(Tried::describe),
                                    taken.stream().map(Taken::describe))
                            .collect(Collectors.joining("; "));
        }
    }

    /**
     * A tier that could not serve.
     *
     * @param required how many present instances it needs
     * @param found its instances
     * @param trip why health took out more than single instances, as a sentence that names the lane; empty if it did not
     */
    record Tried(Tier tier, int required, Headcount found, String trip) {

        /** A tier that no trip concerns. */
        public Tried(Tier tier, int required, Headcount found) {
            this(tier, required, found, "");
        }

        String describe() {
            return Roll.shortage(tier, tier.describe() + " has " + found.describe() + ", needs " + required, trip);
        }
    }

    /**
     * Instances that somebody who is asked later takes away from the call.
     *
     * @param instances says which
     * @param by who does
     */
    record Taken(String instances, String by) {

        /** A tier that was chosen in vain. */
        public static Taken all(Tier tier, String by) {
            return new Taken("all instances of " + tier.describe(), by);
        }

        String describe() {
            return instances + " were taken away by " + by;
        }

        private static String describe(List<Taken> taken) {
            return taken.stream().map(Taken::describe).collect(Collectors.joining("; "));
        }
    }
}
