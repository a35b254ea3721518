package io.github.dubbogray.observability.qos;

import io.github.dubbogray.core.text.DurationText;
import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.document.Degradation;
import io.github.dubbogray.router.document.DocumentStatus;
import io.github.dubbogray.router.event.DocumentOrigin;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is known of one document, in one line.
 *
 * @param isAwaited whether the config centre has not said anything of it yet
 */
record DocumentLine(DocumentStatus status, boolean isAwaited) {

    static List<DocumentLine> allOf(GrayApplication gray) {
        Set<String> awaited = Set.copyOf(gray.documents().awaited());
        return gray.documents().statuses().stream()
                .map(status -> new DocumentLine(status, awaited.contains(status.application())))
                .toList();
    }

    /**
     * Returns {@code application}, {@code revision}, {@code state}, {@code origin}, {@code ageSeconds}, {@code awaited},
     * {@code degraded} and {@code degradedSeconds}, which is 0 where {@code degraded} is null.
     */
    JsonObject json() {
        return new JsonObject()
                .put("application", status.application())
                .put("revision", status.revision())
                .put("state", status.state().id())
                .putOrNull(
                        "origin",
                        status.origin()
                                .map(origin -> origin.name().toLowerCase(Locale.ROOT))
                                .orElse(null))
                .put("ageSeconds", status.age().toSeconds())
                .put("awaited", isAwaited)
                .putOrNull(
                        "degraded",
                        status.degraded().map(doubt -> doubt.reason().id()).orElse(null))
                .put(
                        "degradedSeconds",
                        status.degraded().map(doubt -> doubt.age().toSeconds()).orElse(0L));
    }

    /** Returns the application's name, its revision, and how it stands. */
    List<String> cells() {
        return List.of(status.application(), "revision " + status.revision(), stands());
    }

    private String stands() {
        if (isAwaited) {
            return "awaited: the config centre has not answered yet";
        }
        return status.state().id()
                + status.origin()
                        .map(DocumentOrigin::describe)
                        .map(words -> ", " + words)
                        .orElse("")
                + ", since " + seconds(status.age())
                + status.degraded().map(DocumentLine::why).orElse("");
    }

    private static String why(Degradation degraded) {
        return "; " + degraded.reason().describe() + ", for " + seconds(degraded.age());
    }

    private static String seconds(Duration age) {
        return DurationText.of(Duration.ofSeconds(age.toSeconds()));
    }
}
