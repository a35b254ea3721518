package io.github.dubbogray.core.release.incident;

import io.github.dubbogray.core.release.HistoryEntry;
import io.github.dubbogray.core.release.RollingBack;
import io.github.dubbogray.core.release.verdict.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What a look leads to in one open incident. */
record Progress(String application, Sight sight) {

    private static final String ROLLED_BACK = "rolled-back";

    Incident after(Incident incident) {
        Incident told = withResponse(relapsed(incident));
        return told.standing() instanceof Standing.Reviewing reviewing ? reviewed(told, reviewing) : recovered(told);
    }

    /** Harm of the same share, found once more. */
    private Incident relapsed(Incident incident) {
        if (!(sight.judgement() instanceof Judgement.Harm harm)
                || !harm.origin().isOfSameShare(incident.origin())) {
            return incident;
        }
        boolean isKnown = incident.lastFoundMillis() == sight.millis()
                || (incident.standing() instanceof Standing.Responding
                        && harm.origin().equals(incident.origin()));
        return isKnown ? incident : relapse(incident, harm.reason());
    }

    private Incident relapse(Incident incident, String reason) {
        return incident.with(entry(Phase.DETECTION, IncidentEntry.RELAPSED, reason))
                .with(new Standing.Responding());
    }

    /** What the release has come to since the harm was found; each state once. */
    private Incident withResponse(Incident incident) {
        Incident longer = incident;
        for (HistoryEntry came : since(incident)) {
            IncidentEntry entry = new IncidentEntry(
                    came.atMillis(),
                    Phase.RESPONSE,
                    "release " + sight.release().id(),
                    came.state(),
                    came.reason());
            longer = isResponse(came, incident) && !longer.has(entry) ? longer.with(entry) : longer;
        }
        return longer;
    }

    /** Of a later release only what ends it is an answer to what an earlier one did. */
    private boolean isResponse(HistoryEntry came, Incident incident) {
        return !came.state().equals(ROLLED_BACK)
                && (isOf(incident)
                        || came.state().startsWith("rolling-back/")
                        || came.state().startsWith("paused/"));
    }

    private boolean isOf(Incident incident) {
        return sight.release().id().equals(incident.origin().release());
    }

    private List<HistoryEntry> since(Incident incident) {
        if (!(incident.standing() instanceof Standing.Responding)) {
            return List.of();
        }
        long found = incident.lastFoundMillis();
        return sight.release().history().stream()
                .filter(entry -> entry.atMillis() >= found)
                .toList();
    }

    private Incident recovered(Incident incident) {
        boolean isTooEarly =
                sight.millis() <= incident.lastFoundMillis() || sight.release().state() instanceof RollingBack;
        return !isTooEarly && health(incident) instanceof Health.Over over
                ? recovered(incident, rolledBackMillis(incident).orElse(sight.millis()), over.reason())
                : incident;
    }

    private OptionalLong rolledBackMillis(Incident incident) {
        return since(incident).stream()
                .filter(came -> came.state().equals(ROLLED_BACK))
                .mapToLong(HistoryEntry::atMillis)
                .findFirst();
    }

    private Incident recovered(Incident incident, long atMillis, String reason) {
        return incident.with(new IncidentEntry(atMillis, Phase.REVIEW, sight.by(), IncidentEntry.RECOVERED, reason))
                .with(new Standing.Reviewing(0, atMillis));
    }

    private Incident reviewed(Incident incident, Standing.Reviewing reviewing) {
        if (sight.millis() - reviewing.lastMillis() < incident.windowMillis()) {
            return incident;
        }
        Health health = health(incident);
        if (health instanceof Health.Back back) {
            return relapse(incident, back.reason());
        }
        return health instanceof Health.Over over ? healthy(incident, reviewing.healthy() + 1, over) : incident;
    }

    private Incident healthy(Incident incident, int looks, Health.Over over) {
        return looks < Incident.HEALTHY_LOOKS
                ? incident.with(new Standing.Reviewing(looks, sight.millis()))
                : incident.with(entry(
                                Phase.REVIEW,
                                IncidentEntry.CLOSED,
                                looks + " looks in a row have found it over: " + over.reason()))
                        .with(new Standing.Closed());
    }

    private Health health(Incident incident) {
        return Health.of(application, incident.origin(), sight);
    }

    private IncidentEntry entry(Phase phase, String what, String text) {
        return new IncidentEntry(sight.millis(), phase, sight.by(), what, text);
    }

    /** Consumers say it of failed calls only. */
    private static String traits(Judgement.Harm harm, Sight sight) {
        return harm.trigger().equals(new Trigger.Calls(Signal.ERRORS)) ? new Traits(sight.callers()).describe() : "";
    }

    /** Returns a new incident. */
    static Incident begun(int number, Judgement.Harm harm, Sight sight) {
        Suspect suspect = harm.trigger() instanceof Trigger.Calls calls
                ? Suspect.among(sight.callers(), calls.signal())
                : new Suspect.Unknown("callers are compared where their calls are the trigger");
        List<IncidentEntry> entries = new ArrayList<>();
        entries.add(new IncidentEntry(sight.millis(), Phase.DETECTION, sight.by(), IncidentEntry.FOUND, harm.reason()));
        entries.add(new IncidentEntry(
                sight.millis(),
                Phase.ANALYSIS,
                sight.by(),
                IncidentEntry.ANALYSED,
                harm.trigger().describe() + "; " + suspect.describe() + traits(harm, sight)));
        return new Incident(
                number,
                harm.origin(),
                harm.trigger(),
                harm.evidence().calls(),
                suspect,
                harm.windowMillis(),
                new Standing.Responding(),
                entries);
    }
}
