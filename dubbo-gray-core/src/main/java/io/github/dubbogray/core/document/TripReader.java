package io.github.dubbogray.core.document;

import static io.github.dubbogray.core.health.TripRules.DEFAULT;

import io.github.dubbogray.core.health.Amount;
import io.github.dubbogray.core.health.Span;
import io.github.dubbogray.core.health.TripRules;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code health} of a lane. */
final class TripReader {

    private static final Set<String> KEYS = Set.of(
            "failurePercent",
            "failurePointsAboveStable",
            "slowerThan",
            "slowPercent",
            "minCalls",
            "window",
            "openFor",
            "probes",
            "return");

    private TripReader() {}

    static TripRules read(Fields health) {
        SettingsReader settings = SettingsReader.of(health, KEYS);
        return new TripRules(
                settings.amount("failurePercent", Amount.PERCENT, DEFAULT.failurePercent()),
                settings.amount("failurePointsAboveStable", Amount.PERCENT, DEFAULT.failurePointsAboveStable()),
                settings.duration("slowerThan", Span.SLOW, DEFAULT.slowerThan()),
                settings.amount("slowPercent", Amount.PERCENT, DEFAULT.slowPercent()),
                settings.amount("minCalls", Amount.CALLS, DEFAULT.minCalls()),
                settings.duration("window", Span.WINDOW, DEFAULT.window()),
                settings.duration("openFor", Span.OUT, DEFAULT.openFor()),
                settings.amount("probes", Amount.IN_A_ROW, DEFAULT.probes()),
                health.optional("return").flatMap(TripReader::readReturn).orElse(DEFAULT.returnSteps()));
    }

    private static Optional<List<Integer>> readReturn(Field steps) {
        return steps.elements()
                .filter(elements -> Limits.allow(steps, elements.size(), TripRules.MOST_STEPS, "steps"))
                .flatMap(elements -> {
                    List<Integer> read = elements.stream()
                            .flatMap(element -> element.basisPoints().stream())
                            .toList();
                    if (read.size() < elements.size()) {
                        return Optional.empty(); // reported where it stands
                    }
                    return TripRules.isReturn(read)
                            ? Optional.of(read)
                            : steps.wrong(
                                    ProblemKind.RETURN_NOT_RISING,
                                    "must rise from above 0% to 100%, each step above the one before");
                });
    }
}
