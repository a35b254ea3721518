package io.github.dubbogray.core.release.incident;

import io.github.dubbogray.core.release.Action;
import io.github.dubbogray.core.release.Action.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The incidents of an application's releases. Each look at a release leads to the next value; the same look twice to the same
 * one, so whoever could not keep it may try again.
 *
 * @param application whose
 * @param list oldest first; past {@value #MOST} the oldest go
 */
public record Incidents(String application, List<Incident> list) {

    /** How many are kept. */
    public static final int MOST = 50;

    /** For how many looks an open one is waited for when its release is over. */
    private static final int PATIENCE = 10 * Incident.HEALTHY_LOOKS;

    public Incidents {
        list = List.copyOf(list.subList(Math.max(0, list.size() - MOST), list.size()));
    }

    /** Returns none. */
    public static Incidents none(String application) {
        return new Incidents(application, List.of());
    }

    /**
     * What a look led to.
     *
     * @param incidents equal to those before where there is nothing to keep
     * @param news what people should be told once they are kept
     */
    public record Noted(Incidents incidents, List<Action.Tell> news) {
        public Noted {
            news = List.copyOf(news);
        }
    }

    /** Returns the incidents after a look at a release. */
    public Noted after(Sight sight) {
        Progress progress = new Progress(application, sight);
        List<Incident> later = new ArrayList<>();
        List<Action.Tell> news = new ArrayList<>();
        for (Incident before : list) {
            Incident now = before.isOpen() ? progress.after(before) : before;
            later.add(now);
            news(before, now).ifPresent(news::add);
        }
        if (sight.judgement() instanceof Judgement.Harm harm && isNew(harm, sight)) {
            Incident begun = progress.after(Progress.begun(nextNumber(), harm, sight));
            later.add(begun);
            news.add(new Action.Tell(
                    Level.CRITICAL,
                    name(begun) + " is open: " + begun.entries().get(1).text()));
        }
        return new Noted(new Incidents(application, later), news);
    }

    private boolean isNew(Judgement.Harm harm, Sight sight) {
        return list.stream()
                .noneMatch(known -> (known.isOpen() && known.origin().isOfSameShare(harm.origin()))
                        || (known.origin().equals(harm.origin()) && known.foundMillis() == sight.millis()));
    }

    private int nextNumber() {
        return list.isEmpty() ? 1 : list.get(list.size() - 1).number() + 1;
    }

    private Optional<Action.Tell> news(Incident before, Incident now) {
        if (now.relapses() > before.relapses()) {
            return Optional.of(new Action.Tell(
                    Level.CRITICAL,
                    name(now) + " is open again: "
                            + now.entries().stream()
                                    .filter(entry -> entry.what().equals(IncidentEntry.RELAPSED))
                                    .reduce((earlier, later) -> later)
                                    .map(IncidentEntry::text)
                                    .orElse("")));
        }
        String last = now.entries().get(now.entries().size() - 1).text();
        if (before.standing() instanceof Standing.Responding && now.standing() instanceof Standing.Reviewing) {
            return Optional.of(new Action.Tell(Level.INFO, name(now) + " is over, and is watched: " + last));
        }
        return before.isOpen() && !now.isOpen()
                ? Optional.of(new Action.Tell(Level.INFO, name(now) + " is closed: " + last))
                : Optional.empty();
    }

    private String name(Incident incident) {
        return "incident " + incident.number() + " of " + application;
    }

    /** Returns whether one is open. */
    public boolean areOpen() {
        return list.stream().anyMatch(Incident::isOpen);
    }

    /**
     * Returns the one that a release which is over leaves to be watched, for as long as that can be expected to lead to
     * something: nobody has to wait for consumers that are gone.
     *
     * @param release its id
     */
    public Optional<Incident> reviewedFor(String release, long nowMillis) {
        return list.stream()
                .filter(incident -> incident.origin().release().equals(release))
                .filter(incident -> incident.standing() instanceof Standing.Reviewing reviewing
                        && nowMillis - reviewing.lastMillis() <= PATIENCE * incident.windowMillis())
                .findFirst();
    }

    /** Returns it as JSON, to be read by {@link IncidentsReader}. */
    public String toJson() {
        return IncidentsWriter.write(this);
    }
}
