package io.github.dubbogray.core.placement;

/**
 * A tier as a placement found it.
 *
 * @param application whose tier it is
 * @param required how many instances it needs to be able to serve
 * @param found its instances
 */
public record TierStep(String application, Tier tier, int required, Headcount found, Outcome outcome) {

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
