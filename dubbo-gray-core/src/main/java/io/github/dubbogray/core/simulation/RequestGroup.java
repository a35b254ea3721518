package io.github.dubbogray.core.simulation;

import io.github.dubbogray.core.explain.HypotheticalRequest;
import io.github.dubbogray.core.explain.Question;
import io.github.dubbogray.core.rule.Split;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Requests of one kind.
 *
 * @param percent their part of all requests, 0 to 100
 * @param tag how the carried tag is made, or null if the requests carry none
 * @param values how the values of the requests are made, by source as documents spell it
 */
record RequestGroup(int percent, @Nullable ValuePattern tag, Map<String, ValuePattern> values) {

    /** All requests, without anything. */
    static final RequestGroup PLAIN = new RequestGroup(100, null, Map.of());

    RequestGroup {
        values = Map.copyOf(values);
    }

    /**
     * Makes a request of this group.
     *
     * @param number its number in the group, from 1
     * @param caller what every request of the caller has
     */
    Question question(int number, Map<String, String> caller, Draws draws) {
        Map<String, String> made = new TreeMap<>(caller);
        values.forEach((source, pattern) -> made.put(source, pattern.of(number)));
        return new Question(
                new HypotheticalRequest(made), tag == null ? null : tag.of(number), draws.below(Split.BUCKETS));
    }
}
