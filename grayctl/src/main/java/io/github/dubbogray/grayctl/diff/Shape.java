package io.github.dubbogray.grayctl.diff;

import io.github.dubbogray.core.explain.HypotheticalRequest;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.rule.Source;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Requests that have these values, and nothing else that rules ask for.
 *
 * @param values by source, as rules spell it
 */
record Shape(NavigableMap<String, Sample> values) {

    /** Requests that have nothing that rules ask for. */
    static final Shape PLAIN = new Shape(new TreeMap<>());

    Request request() {
        return new HypotheticalRequest(values.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, value -> value.getValue().text())));
    }

    /** Returns the one value that all these requests have at a source; empty if they may have any. */
    Optional<String> only(Source source) {
        return Optional.ofNullable(values.get(source.spelling()))
                .filter(Sample::isOne)
                .map(Sample::text);
    }

    Shape with(String source, Sample sample) {
        NavigableMap<String, Sample> more = new TreeMap<>(values);
        more.put(source, sample);
        return new Shape(more);
    }

    /** Returns requests that have the values of both; empty if those contradict each other. */
    Optional<Shape> and(Shape other) {
        NavigableMap<String, Sample> both = new TreeMap<>(values);
        other.values.forEach(both::putIfAbsent);
        boolean isBoth = other.values.entrySet().stream()
                .allMatch(value -> value.getValue().equals(both.get(value.getKey())));
        return isBoth ? Optional.of(new Shape(both)) : Optional.empty();
    }

    /** Returns whether these requests are among those of another shape. */
    boolean isPartOf(Shape other) {
        return values.entrySet().containsAll(other.values.entrySet());
    }

    String describe() {
        return values.isEmpty()
                ? "requests that have nothing that a rule asks for"
                : values.entrySet().stream()
                        .map(value -> value.getKey() + " " + value.getValue().description())
                        .collect(Collectors.joining(" and ", "requests whose ", ""));
    }
}
