package io.github.dubbogray.core.record;

import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.rule.Rule;
import io.github.dubbogray.core.rule.Split;
import io.github.dubbogray.core.table.Table;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the rules of one application's document say of a request: no value of it, only the answers.
 *
 * @param application whose document it is
 * @param revision of the document
 * @param held a character for each rule in the document's order: {@code 1} if its condition holds, else {@code 0}
 * @param buckets of sticky keys, by the id of the rule that splits by them; none where the request has no key
 */
public record Asked(String application, String revision, String held, Map<String, Integer> buckets) {

    private static final char HOLDS = '1';
    private static final char FAILS = '0';

    public Asked {
        buckets = Map.copyOf(buckets);
        if (!held.chars().allMatch(c -> c == HOLDS || c == FAILS)) {
            throw new IllegalArgumentException("held is '" + held + "', must be made of 0 and 1");
        }
        buckets.forEach((rule, bucket) -> {
            if (bucket < 0 || bucket >= Split.BUCKETS) {
                throw new IllegalArgumentException(
                        "bucket of rule " + rule + " is " + bucket + ", must be 0 to " + (Split.BUCKETS - 1));
            }
        });
    }

    /** Asks every rule of a document, those behind the one that claims too, and also where the document is switched off. */
    static Asked of(Table table, Request request) {
        StringBuilder held = new StringBuilder();
        Map<String, Integer> buckets = new TreeMap<>();
        for (Rule rule : table.rules().list()) {
            held.append(rule.condition().holdsFor(request) ? HOLDS : FAILS);
            rule.bucketOf(request).ifPresent(bucket -> buckets.put(rule.id(), bucket));
        }
        return new Asked(table.application(), table.revision(), held.toString(), buckets);
    }

    /** Returns whether the condition of a rule holds, by its position in the document. */
    boolean holds(int rule) {
        return held.charAt(rule) == HOLDS;
    }
}
