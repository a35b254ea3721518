package io.github.dubbogray.core.release.ledger;

import io.github.dubbogray.core.release.incident.Incident;
import io.github.dubbogray.core.release.incident.Incidents;
import io.github.dubbogray.core.release.incident.Trigger;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * How well an application is released.
 *
 * @param promoted how many releases ever were promoted
 * @param rolledBack how many ever were rolled back
 * @param latest how many of them the times and the rate are of
 * @param latestPromoted how many of these were promoted
 * @param toService from the beginning until the lane had everything, of those that were promoted
 * @param toDetect from when a step was judged until its harm was found, of each incident that is
 *     kept but those that no figure has shown
 * @param toAct from there until the plan's answer was published
 * @param toRecover from when harm was found until it was over, after all relapses: its mean is the MTTR
 * @param incidents how many incidents are kept
 * @param openIncidents how many incidents are open
 */
public record DeploymentFigures(
        String application,
        long promoted,
        long rolledBack,
        long latest,
        long latestPromoted,
        Spread toService,
        Spread toDetect,
        Spread toAct,
        Spread toRecover,
        int incidents,
        long openIncidents) {

    /** Returns those that follow from what is kept of an application. */
    public static DeploymentFigures of(Ledger ledger, Incidents incidents) {
        return new DeploymentFigures(
                ledger.application(),
                ledger.promoted(),
                ledger.rolledBack(),
                ledger.latest().size(),
                promotedOf(ledger).count(),
                Spread.of(promotedOf(ledger)),
                Spread.of(incidents.list().stream()
                        .filter(incident -> !(incident.trigger() instanceof Trigger.Undecided))
                        .mapToLong(incident ->
                                incident.foundMillis() - incident.origin().sinceMillis())),
                Spread.of(sinceFound(incidents, Incident::actedMillis)),
                Spread.of(sinceFound(incidents, Incident::recoveredMillis)),
                incidents.list().size(),
                incidents.list().stream().filter(Incident::isOpen).count());
    }

    private static LongStream promotedOf(Ledger ledger) {
        return ledger.latest().stream()
                .filter(finished -> finished.outcome() == Outcome.PROMOTED)
                .mapToLong(finished -> finished.overMillis() - finished.begunMillis());
    }

    private static LongStream sinceFound(Incidents incidents, Function<Incident, OptionalLong> moment) {
        return incidents.list().stream()
                .flatMapToLong(
                        incident -> moment.apply(incident).stream().map(millis -> millis - incident.foundMillis()));
    }

    /** Returns which part of the latest releases were promoted, 0 to 1; empty where there was none. */
    public OptionalDouble successRate() {
        return latest == 0 ? OptionalDouble.empty() : OptionalDouble.of(latestPromoted / (double) latest);
    }
}
