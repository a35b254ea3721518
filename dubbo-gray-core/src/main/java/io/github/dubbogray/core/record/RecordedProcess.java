package io.github.dubbogray.core.record;

import java.util.List;
import java.util.Map;

/**
 * What one application of one process has recorded.
 *
 * @param process names it, as {@code 4711@web-1}
 * @param application its own name
 * @param calls how many calls it made meanwhile, of which the decisions are an even sample
 * @param documents the texts of the documents that were asked, by their revision
 * @param decisions in no order
 */
public record RecordedProcess(
        String process,
        String application,
        long calls,
        Map<String, String> documents,
        List<RecordedDecision> decisions) {

    public RecordedProcess {
        documents = Map.copyOf(documents);
        decisions = List.copyOf(decisions);
        if (calls < decisions.size()) {
            throw new IllegalArgumentException("calls of " + process + " are " + calls + ", must be at least its "
                    + decisions.size() + " decisions");
        }
    }

    /** Returns for how many calls a decision stands. */
    double weight() {
        return decisions.isEmpty() ? 0 : (double) calls / decisions.size();
    }
}
