package io.github.dubbogray.core.document;

import io.github.dubbogray.core.health.LaneHealth;
import java.util.Optional;
import java.util.Set;

/** Reads how a lane is watched: its keys {@code outlier}, {@code health} and {@code probing}. */
final class LaneHealthReader {

    private static final String OUTLIER = "outlier";
    private static final String TRIP = "health";
    private static final String PROBING = "probing";

    /** The keys of a lane that this reads. */
    static final Set<String> KEYS = Set.of(OUTLIER, TRIP, PROBING);

    private LaneHealthReader() {}

    static LaneHealth read(Fields lane) {
        return new LaneHealth(
                section(lane, OUTLIER).map(OutlierReader::read).orElse(null),
                section(lane, TRIP).map(TripReader::read).orElse(null),
                section(lane, PROBING).map(ProbingReader::read).orElse(null));
    }

    /** Single instances of stable may be taken out, stable as a whole may not (clause H2). */
    static LaneHealth readOfStable(Fields stable) {
        stable.optional(TRIP)
                .ifPresent(health ->
                        health.wrong(ProblemKind.NOT_FOR_STABLE, "stable is never tripped; leave this key out"));
        return new LaneHealth(
                section(stable, OUTLIER).map(OutlierReader::read).orElse(null),
                null,
                section(stable, PROBING).map(ProbingReader::read).orElse(null));
    }

    private static Optional<Fields> section(Fields lane, String key) {
        return lane.optional(key).flatMap(Field::fields);
    }
}
