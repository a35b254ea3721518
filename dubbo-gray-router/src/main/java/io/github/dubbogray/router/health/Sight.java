package io.github.dubbogray.router.health;

import io.github.dubbogray.core.placement.Absence;
import java.util.Map;

/**
 * What health knew of a reference's instances at one moment.
 *
 * @param absence who was out
 * @param stamps of each watched application, to tell whether there was news since
 */
public record Sight(Absence absence, Map<String, Long> stamps) {

    /** Nothing was watched. */
    public static final Sight NONE = new Sight(Absence.NONE, Map.of());

    public Sight {
        stamps = Map.copyOf(stamps);
    }
}
