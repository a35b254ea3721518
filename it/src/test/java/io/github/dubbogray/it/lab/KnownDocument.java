package io.github.dubbogray.it.lab;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.document.Degradation;
import io.github.dubbogray.router.document.DocumentStatus;
import io.github.dubbogray.router.event.DegradedFor;
import java.util.Optional;

/** What a consumer of this JVM knows of the document of {@link Lab#APPLICATION}. */
public final class KnownDocument {

    private KnownDocument() {}

    /** Returns it; empty until the consumer has seen an instance of the application. */
    public static Optional<DocumentStatus> of(ProbeConsumer consumer) {
        return GrayApplication.of(consumer.application()).documents().status(Lab.APPLICATION);
    }

    /** Returns whether what is in force may not be what Nacos has, for this reason. */
    public static boolean isDegraded(ProbeConsumer consumer, DegradedFor reason) {
        return of(consumer)
                .flatMap(DocumentStatus::degraded)
                .map(Degradation::reason)
                .filter(reason::equals)
                .isPresent();
    }

    /** Returns whether this very text is in force. */
    public static boolean isInForce(ProbeConsumer consumer, String document) {
        return of(consumer)
                .map(DocumentStatus::revision)
                .filter(DocumentReader.revisionOf(document)::equals)
                .isPresent();
    }
}
