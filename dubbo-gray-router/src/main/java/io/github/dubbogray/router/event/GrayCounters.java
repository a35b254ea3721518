package io.github.dubbogray.router.event;

import java.util.concurrent.atomic.LongAdder;

/** What happened in one application since it started; every number only grows. */
public final class GrayCounters {

    private final LongAdder acceptedDocuments = new LongAdder();
    private final LongAdder refusedDocuments = new LongAdder();
    private final LongAdder droppedTags = new LongAdder();
    private final LongAdder untrustedTags = new LongAdder();
    private final LongAdder aliasedTags = new LongAdder();
    private final LongAdder refusedCalls = new LongAdder();
    private final LongAdder driftedLabels = new LongAdder();
    private final LongAdder malformedLabels = new LongAdder();
    private final LongAdder tooLongValues = new LongAdder();
    private final LongAdder bugs = new LongAdder();

    /** Counts documents that took effect; one that comes back after another, or after a refused one, counts again. */
    public LongAdder acceptedDocuments() {
        return acceptedDocuments;
    }

    /** Counts documents that were refused, each time one was published. */
    public LongAdder refusedDocuments() {
        return refusedDocuments;
    }

    /** Counts tags that were no tags, or several at once; their requests were served as untagged. */
    public LongAdder droppedTags() {
        return droppedTags;
    }

    /** Counts tags of callers that are not trusted; their requests were served as untagged. */
    public LongAdder untrustedTags() {
        return untrustedTags;
    }

    /** Counts tags that came in under another name than {@code x-gray-tag}. */
    public LongAdder aliasedTags() {
        return aliasedTags;
    }

    /** Counts routing passes for which no instance had capacity; a call that is retried counts each time. */
    public LongAdder refusedCalls() {
        return refusedCalls;
    }

    /** Counts labels of which an instance came to say one thing and the registry another, each once until that is over. */
    public LongAdder driftedLabels() {
        return driftedLabels;
    }

    /** Counts what stood under a label's key in the registry and was no label, once for each instance, key and value. */
    public LongAdder malformedLabels() {
        return malformedLabels;
    }

    /**
     * Counts the times that a condition did not hold because the value is longer than its regular expression looks at; a
     * request may meet several such conditions.
     */
    public LongAdder tooLongValues() {
        return tooLongValues;
    }

    /** Counts calls that this library's own bugs let pass unrouted (clause D4). */
    public LongAdder bugs() {
        return bugs;
    }

    @Override
    public String toString() {
        return "documents accepted " + acceptedDocuments + ", refused " + refusedDocuments + "; tags dropped "
                + droppedTags + ", untrusted " + untrustedTags + ", aliased " + aliasedTags + "; labels drifted "
                + driftedLabels + ", malformed " + malformedLabels + "; calls refused " + refusedCalls
                + ", passed unrouted " + bugs + "; values too long " + tooLongValues;
    }
}
