package io.github.dubbogray.core.document;

import io.github.dubbogray.core.health.LaneHealth;
import io.github.dubbogray.core.table.Lane;
import java.util.Optional;
import java.util.stream.Stream;

/** Says, once for a document, that its keys of health are read and not acted on yet. */
final class HealthRemarks {

    static final String NOT_YET = "is read and not acted on in this version: nothing is ejected, tripped, probed "
            + "or tried again on stable";

    private HealthRemarks() {}

    static void add(LanesReader.Lanes lanes, Optional<Field> failures) {
        Optional<Field> first = Stream.concat(Stream.of(lanes.stable()), lanes.gray().stream())
                .filter(lane -> !lane.health().equals(LaneHealth.NONE))
                .map(Lane::name)
                .map(lanes.places()::get)
                .findFirst();
        first.ifPresentOrElse(
                lane -> lane.remark(Severity.WARNING, "its health " + NOT_YET),
                () -> failures.ifPresent(field -> field.remark(Severity.WARNING, NOT_YET)));
    }
}
