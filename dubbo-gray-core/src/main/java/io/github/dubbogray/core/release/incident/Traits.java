package io.github.dubbogray.core.release.incident;

import io.github.dubbogray.core.health.count.LikelihoodRatio;
import io.github.dubbogray.core.health.count.Rate;
import io.github.dubbogray.core.release.count.FailedCalls;
import io.github.dubbogray.core.release.count.LaneCounts;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What failed calls to gray have in common: of each trait the value whose calls fail more often than all others of the same
 * consumers, beyond chance; and traces to look at. Consumers name the value that most of their failures have, so one that hides
 * behind a more frequent one is not found.
 */
record Traits(List<Caller> callers) {

    /** How many traces are named. */
    private static final int MOST_TRACES = 3;

    /** Says what is known, each part behind {@code "; "}; empty where nothing is. */
    String describe() {
        return Stream.concat(
                        Stream.of(FailedCalls.Trait.values()).flatMap(trait -> differing(trait).stream()), traces())
                .map(part -> "; " + part)
                .collect(Collectors.joining());
    }

    private Stream<String> traces() {
        List<String> traces = callers.stream()
                .flatMap(caller -> caller.failed().traces().stream())
                .distinct()
                .limit(MOST_TRACES)
                .toList();
        return traces.isEmpty() ? Stream.of() : Stream.of("traces " + String.join(", ", traces));
    }

    /** The calls with a value, and all others of the consumers that named it. */
    private record Compared(String name, Rate own, Rate others) {

        Compared plus(Compared more) {
            return new Compared(name, own.plus(more.own), others.plus(more.others));
        }

        boolean isBeyondChance() {
            return others.calls() > 0
                    && own.fraction() > others.fraction()
                    && difference() >= LikelihoodRatio.BEYOND_CHANCE;
        }

        double difference() {
            return LikelihoodRatio.between(own, others);
        }
    }

    private Optional<String> differing(FailedCalls.Trait trait) {
        Map<String, Compared> byName = new TreeMap<>();
        callers.forEach(caller -> Optional.ofNullable(caller.failed().most().get(trait))
                .flatMap(value -> compared(value, caller.calls().gray()))
                .ifPresent(one -> byName.merge(one.name(), one, Compared::plus)));
        return byName.values().stream()
                .filter(Compared::isBeyondChance)
                .max(Comparator.comparingDouble(Compared::difference))
                .map(found -> trait.spelling() + " " + found.name() + " differs most: "
                        + found.own().describe() + " of its gray calls failed, of all others' "
                        + found.others().describe());
    }

    /** Counts are read one after the other, so a part may be a little more than the whole. */
    private static Optional<Compared> compared(FailedCalls.Value value, LaneCounts gray) {
        long otherCalls = Math.max(0, gray.calls() - value.calls());
        long otherFailures = Math.min(otherCalls, Math.max(0, gray.failures().calls() - value.failures()));
        return value.calls() == 0
                ? Optional.empty()
                : Optional.of(new Compared(
                        value.name(), new Rate(value.failures(), value.calls()), new Rate(otherFailures, otherCalls)));
    }
}
