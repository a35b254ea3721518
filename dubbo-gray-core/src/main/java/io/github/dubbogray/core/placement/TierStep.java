package io.github.dubbogray.core.placement;

/**
 * A tier as a placement found it.
 *
 * @param application whose tier it is
 * @param required how many instances it needs to be able to serve
 * @param found its instances
 * @param trip why health took out more than single instances, as a sentence that names the lane; empty if it did not
 */
public record TierStep(String application, Tier tier, int required, Headcount found, Outcome outcome, String trip) {

    /** A tier that no trip concerns. */
    public TierStep(String application, Tier tier, int required, Headcount found, Outcome outcome) {
        this(application, tier, required, found, outcome, "");
    }

    /**
     * Returns what is to be said of its instances, as placements say it: of a lane that is tripped, the trip; else their
     * numbers, and for instances chosen by labels the trip that takes some of them.
     */
    public String orTrip(String numbers) {
        return Roll.shortage(tier, numbers, trip);
    }

    /** What became of the tier. */
    public enum Outcome {
        /** The request goes to its instances. */
        SERVES,
        /** Fewer instances than it needs. */
        TOO_FEW,
        /** An earlier or nearer tier serves, or another application has a better one. */
        NOT_NEEDED
    }
}
