package io.github.dubbogray.core.simulation;

import io.github.dubbogray.core.document.Field;
import io.github.dubbogray.core.document.Fields;
import io.github.dubbogray.core.health.Span;
import io.github.dubbogray.core.label.Labels;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code timeline} of a scenario. */
final class TimelineReader {

    private static final int MOST_PER_SECOND = 10_000;
    private static final Span MOMENT = new Span(Duration.ZERO, Duration.ofHours(1));

    private TimelineReader() {}

    static Optional<Timeline> read(Fields timeline) {
        timeline.only(Set.of("perSecond", "failing", "faults"), Set.of());
        int failing = timeline.optional("failing").flatMap(Field::basisPoints).orElse(0);
        List<Fault> faults = timeline.optional("faults").flatMap(Field::elements).orElse(List.of()).stream()
                .flatMap(element -> element.fields().flatMap(TimelineReader::readFault).stream())
                .toList();
        return timeline.required("perSecond")
                .flatMap(field -> field.wholeNumber(1, MOST_PER_SECOND))
                .map(perSecond -> new Timeline(perSecond, failing, faults));
    }

    private static Optional<Fault> readFault(Fields fault) {
        fault.only(Set.of("instance", "labels", "from", "to", "failing"), Set.of());
        String instance = fault.optional("instance").flatMap(Field::text).orElse("");
        Labels labels = fault.optional("labels").map(ScenarioReader::readLabels).orElse(Labels.NONE);
        Optional<Duration> from = fault.required("from").flatMap(field -> field.duration(MOMENT));
        Optional<Duration> to = fault.required("to").flatMap(field -> field.duration(MOMENT));
        Optional<Integer> failing = fault.required("failing").flatMap(Field::basisPoints);
        return from.isEmpty() || to.isEmpty() || failing.isEmpty()
                ? Optional.empty()
                : Optional.of(new Fault(
                        instance, labels, from.get().toMillis(), to.get().toMillis(), failing.get()));
    }
}
