package io.github.dubbogray.core.release;

import io.github.dubbogray.core.release.verdict.Figures;
import java.util.List;

/**
 * What whoever runs a release sees at a moment.
 *
 * @param nowMillis the moment, in milliseconds of the epoch
 * @param document the document in force
 * @param revisions which revision each consumer says that it goes by, one for each consumer; {@link #MISSING} for one that was
 *     there a moment ago
 * @param figures what the source brought since the last look; {@link Figures#NONE} where none was taken
 */
public record Observation(long nowMillis, DocumentSeen document, List<String> revisions, Figures figures) {

    /** The revision of a consumer that says nothing just now. */
    public static final String MISSING = "";

    public Observation {
        revisions = List.copyOf(revisions);
    }
}
