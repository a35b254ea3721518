package io.github.dubbogray.core.rule;

/** The answer of a document to an untagged request. */
public sealed interface Coloring {

    /** The one {@link Open}. */
    Coloring OPEN = new Open();

    /** The one {@link Pinned}. */
    Coloring PINNED = new Pinned();

    /**
     * A rule claims the request for a lane.
     *
     * @param carry whether later hops are told of the lane
     */
    record Claimed(String ruleId, String lane, Carry carry) implements Coloring {}

    /** No rule claims it, and the document pins such requests to stable. */
    record Pinned() implements Coloring {}

    /** No rule claims it; it stays untagged. */
    record Open() implements Coloring {}
}
