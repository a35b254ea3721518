package io.github.dubbogray.release;

import io.github.dubbogray.core.release.Action.Level;
import io.github.dubbogray.core.release.incident.Incident;
import io.github.dubbogray.core.release.incident.Incidents;
import io.github.dubbogray.core.release.incident.IncidentsReader;
import io.github.dubbogray.core.release.incident.Sight;
import io.github.dubbogray.nacos.NacosRequestException;
import io.github.dubbogray.nacos.gray.ReleaseText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The incidents of an application, as they are kept. A release never waits for them: what cannot be kept now is tried again
 * with the next look. For one thread.
 */
final class IncidentBook {

    private final Telling telling;
    private final Kept<Incidents> kept;

    /** Harm that is not kept yet. */
    private @Nullable Sight unkept;

    private boolean isUnreadableSaid;

    IncidentBook(ReleaseStore store, Telling telling) {
        this.telling = telling;
        this.kept = new Kept<>(
                store,
                ReleaseText.INCIDENTS,
                text -> IncidentsReader.read(store.application(), text),
                Incidents.none(store.application()));
    }

    /** Takes note of a look. */
    void note(Sight sight) {
        Sight earlier = unkept;
        unkept = sight.isOfHarm() ? sight : earlier;
        try {
            if (earlier != null && !earlier.equals(sight)) {
                keep(earlier);
            }
            if (keep(sight)) {
                unkept = null;
            }
        } catch (NacosRequestException e) {
            kept.forget();
        }
    }

    private boolean keep(Sight sight) {
        Optional<Incidents> before = kept.value();
        if (before.isEmpty()) {
            sayUnreadable();
            return true;
        }
        Incidents.Noted noted = before.get().after(sight);
        boolean isKept = noted.incidents().equals(before.get())
                || kept.change(noted.incidents().toJson());
        if (isKept) {
            noted.news().forEach(news -> telling.tell(news.level(), news.text()));
        }
        return isKept;
    }

    private void sayUnreadable() {
        if (!isUnreadableSaid) {
            isUnreadableSaid = true;
            telling.tell(
                    Level.WARNING, "what is kept of incidents cannot be read; it is left as it is, and none is added");
        }
    }

    /** Returns whether there may be an open one. */
    boolean areOpen() {
        try {
            return unkept != null || kept.value().filter(Incidents::areOpen).isPresent();
        } catch (NacosRequestException e) {
            kept.forget();
            return true;
        }
    }

    /** Returns the one that a release which is over leaves to be watched. */
    Optional<Incident> reviewedFor(String release, long nowMillis) {
        return kept.value().flatMap(incidents -> incidents.reviewedFor(release, nowMillis));
    }

    /** Reads anew: somebody else may have written. */
    void begin() {
        kept.forget();
    }
}
