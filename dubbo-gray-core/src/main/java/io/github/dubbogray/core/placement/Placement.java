package io.github.dubbogray.core.placement;

import io.github.dubbogray.core.text.Quoted;
import java.util.List;
import java.util.stream.Collectors;

/** Where a request goes at one hop, and why. */
public sealed interface Placement {

    /** Says the answer and its reason in one sentence. */
    String describe();

    /** Returns this answer with another tier that serves; a refusal has none, and stays as it is. */
    Placement on(Tier tier);

    /** The wanted tier serves. */
    record Placed(Tier tier) implements Placement {
        @Override
        public Placement on(Tier other) {
            return new Placed(other);
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
        public Placement on(Tier tier) {
            return new FellBack(wanted, tier, reason);
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
     */
    record Refused(String application, String tag, List<Tried> tried) implements Placement {

        public Refused {
            tried = List.copyOf(tried);
        }

        @Override
        public Placement on(Tier tier) {
            return this;
        }

        @Override
        public String describe() {
            String request = tag.isEmpty() ? "a request without a tag" : "tag " + Quoted.of(tag);
            return "no instance of " + application + " may serve " + request + ": "
                    + tried.stream().map(Tried::describe).collect(Collectors.joining("; "));
        }
    }

    /**
     * A tier that could not serve.
     *
     * @param required how many present instances it needs
     * @param found its instances
     */
    record Tried(Tier tier, int required, Headcount found) {

        String describe() {
            return tier.describe() + " has " + found.describe() + ", needs " + required;
        }
    }
}
