package io.github.dubbogray.router.document;

import io.github.dubbogray.router.meter.Gauge;
import io.github.dubbogray.router.meter.Meter;
import java.util.List;
import java.util.stream.Stream;

/** What is in force, in numbers. */
public final class DocumentGauges {

    private DocumentGauges() {}

    /** Returns the series of the documents that are followed now. */
    public static Stream<Gauge> of(Documents documents) {
        return documents.statuses().stream().flatMap(status -> of(status, documents));
    }

    private static Stream<Gauge> of(DocumentStatus then, Documents documents) {
        String application = then.application();
        Stream<Gauge> states = Stream.of(DocumentStatus.State.values())
                .map(state -> new Gauge(
                        Meter.DOCUMENT_STATE,
                        List.of(application, state.id()),
                        () -> documents
                                        .status(application)
                                        .filter(now -> now.state() == state)
                                        .isPresent()
                                ? 1
                                : 0));
        Gauge revision = new Gauge(Meter.DOCUMENT_REVISION, List.of(application, then.revision()), () -> 1);
        Gauge age = new Gauge(
                Meter.DOCUMENT_AGE,
                List.of(application),
                () -> documents
                        .status(application)
                        .map(now -> now.age().toMillis() / 1_000.0)
                        .orElse(Double.NaN));
        Gauge degraded = new Gauge(
                Meter.DOCUMENT_DEGRADED,
                List.of(application),
                () -> documents
                        .status(application)
                        .map(now -> now.degraded()
                                .map(doubt -> doubt.age().toMillis() / 1_000.0)
                                .orElse(0.0))
                        .orElse(Double.NaN));
        return Stream.concat(states, Stream.of(revision, age, degraded));
    }
}
