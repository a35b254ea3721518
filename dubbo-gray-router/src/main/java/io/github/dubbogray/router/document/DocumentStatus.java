package io.github.dubbogray.router.document;

import io.github.dubbogray.router.event.DocumentOrigin;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What is known of the document of one application.
 *
 * @param application the provider application whose document it is
 * @param revision the one in force, {@code none} where no document is
 * @param origin where the text in force comes from; empty where none is
 * @param refused the revision of the config centre's text where that is refused, else empty
 * @param age how long the revision in force is in force in this process
 * @param degraded why what is in force may not be what the config centre has; empty where it is
 */
public record DocumentStatus(
        String application,
        String revision,
        State state,
        Optional<DocumentOrigin> origin,
        Optional<String> refused,
        Duration age,
        Optional<Degradation> degraded) {

    /** How it stands between what is in force and what the config centre has. */
    public enum State {
        /** What the config centre has is in force. */
        CURRENT,
        /** The config centre's newest text is refused; what was in force before stays. */
        REFUSED,
        /** A copy is in force, as the config centre is away, or shows no document and is asked again. */
        AWAY,
        /** What the config centre had stays in force: it is away now, or has lost the document. */
        DEGRADED,
        /** There is no document: only labels and tags apply. */
        NONE;

        /** Returns its name in lower case. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
