package io.github.dubbogray.router.document;

import io.github.dubbogray.router.meter.Gauge;
import io.github.dubbogray.router.meter.Gauges;
import io.github.dubbogray.router.meter.Meter;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What is in force, in numbers. */
public final class DocumentGauges {

    private DocumentGauges() {}

    /** Adds the series of the documents that are followed, as long as they are. */
    public static void add(Documents documents, Gauges gauges) {
        gauges.add(() -> of(documents));
        documents.whenForgotten(gauges::changed);
    }

    private static Stream<Gauge> of(Documents documents) {
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
        Gauge age = seconds(Meter.DOCUMENT_AGE, application, documents, DocumentStatus::age);
        Gauge degraded = seconds(
                Meter.DOCUMENT_DEGRADED,
                application,
                documents,
                now -> now.degraded().map(Degradation::age).orElse(Duration.ZERO));
        return Stream.concat(states, Stream.of(revision, age, degraded));
    }

    private static Gauge seconds(
            Meter meter, String application, Documents documents, Function<DocumentStatus, Duration> duration) {
        return new Gauge(
                meter,
                List.of(application),
                () -> documents
                        .status(application)
                        .map(now -> duration.apply(now).toMillis() / 1_000.0)
                        .orElse(Double.NaN));
    }
}
