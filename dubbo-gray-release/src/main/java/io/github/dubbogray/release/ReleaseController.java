package io.github.dubbogray.release;

import io.github.dubbogray.core.document.Problem;
import io.github.dubbogray.core.release.FileReading;
import io.github.dubbogray.core.release.Lease;
import io.github.dubbogray.core.release.Observation;
import io.github.dubbogray.core.release.Release;
import io.github.dubbogray.core.release.ReleaseFile;
import io.github.dubbogray.core.release.ReleaseReader;
import io.github.dubbogray.core.release.Transition;
import io.github.dubbogray.core.release.incident.Sight;
import io.github.dubbogray.core.release.plan.PlanReading;
import io.github.dubbogray.core.release.plan.ReleasePlan;
import io.github.dubbogray.nacos.NacosRequestException;
import io.github.dubbogray.nacos.StoredConfig;
import io.github.dubbogray.nacos.gray.ReleaseText;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Runs the release of one application, one look after the other. Several processes may look at the same release: who holds the
 * lease goes on with it, and if it falls silent another one takes over. Everything is kept by compare-and-swap before it is
 * done, so whoever is killed, and whenever, no share moves twice. For one thread.
 */
public final class ReleaseController {

    private final ReleaseStore store;
    private final String process;
    private final String by;
    private final Clock clock;
    private final Deeds deeds;
    private final Observer observer;
    private final Heartbeat heartbeat;
    private final Tenure tenure = new Tenure();
    private final IncidentBook incidents;
    private final Advice advice;
    private final LedgerBook ledger;

    /**
     * Has looked at nothing yet.
     *
     * @param process names this process among those that may run the release
     */
    public ReleaseController(ReleaseStore store, String process, Clock clock, Telling telling) {
        this.store = store;
        this.process = process;
        this.clock = clock;
        this.by = "release controller " + process;
        this.deeds = new Deeds(store, by, telling);
        this.observer = new Observer(store, clock);
        this.heartbeat = new Heartbeat(store, process);
        this.incidents = new IncidentBook(store, telling);
        this.advice = new Advice(telling);
        this.ledger = new LedgerBook(store);
    }

    /** Looks once, and does what is due; waits for Nacos, and for a Prometheus where the plan asks one. */
    public Look look() throws InterruptedException {
        try {
            Optional<StoredConfig> kept = store.read(ReleaseText.STATE);
            return kept.isPresent()
                    ? look(kept.get())
                    : new Look.Nothing("there is no release of " + store.application());
        } catch (NacosRequestException e) {
            return new Look.Away("nothing moves: " + e.detail());
        } catch (RuntimeException bug) { // else whoever runs it would end, and every successor after it
            return new Look.Away("nothing moves, by a fault of this program: " + bug);
        }
    }

    private Look look(StoredConfig kept) throws InterruptedException {
        FileReading reading = ReleaseReader.read(store.application(), kept.text());
        if (!(reading instanceof FileReading.Accepted accepted)) {
            return new Look.Nothing("what is kept of the release cannot be read: "
                    + problems(((FileReading.Refused) reading).problems()));
        }
        ReleaseFile file = accepted.file();
        if (file.release().state().isFinal()) {
            return over(file);
        }
        if (isRunByAnother(file.lease())) {
            observer.attend(); // so that it is known who is missing, should this process go on with it
            return new Look.Following(file, file.lease().holder() + " runs it");
        }
        PlanReading plan = store.plan();
        return plan instanceof PlanReading.Accepted readable
                ? lead(kept, file, readable.plan())
                : new Look.Away("nothing moves: the plan cannot be read; mend it: "
                        + problems(((PlanReading.Refused) plan).problems()));
    }

    /** What is kept may be older than what is heard. */
    private boolean isRunByAnother(Lease kept) {
        return !kept.holder().equals(process)
                && (!kept.isFor(process, clock.millis())
                        || !kept.extendedBy(store.heard()).isFor(process, clock.millis()));
    }

    /** Harm may come back when a release is over, so an incident of it is watched until it is closed. */
    private Look over(ReleaseFile file) {
        Release release = file.release();
        ledger.note(release);
        if (incidents.areOpen()) {
            incidents.note(Sight.ofEnd(by, release, observer.withoutFigures()));
        }
        return incidents
                .reviewedFor(release.id(), clock.millis())
                .<Look>map(open -> new Look.Reviewing(
                        file,
                        "the release is over: " + release.state().id() + "; incident " + open.number() + " is "
                                + open.standing().describe()))
                .orElseGet(() -> new Look.Over(
                        file, "the release is over: " + release.state().id()));
    }

    private Look lead(StoredConfig kept, ReleaseFile file, ReleasePlan plan) throws InterruptedException {
        boolean wasMine = file.lease().holder().equals(process);
        if (!wasMine) {
            observer.begin();
            incidents.begin();
        }
        Release before = tenure.latest(kept, file.release());
        Observation seen = observer.observe(before, plan);
        Transition transition = before.next(plan, seen);
        incidents.note(Sight.of(by, plan, before, transition.release(), seen, observer.callers(before)));
        long now = clock.millis();
        ReleaseFile next = file.with(transition.release());
        if (!wasMine || tenure.isDue(file.release(), next.release(), now) || isToBeProlonged(file.lease(), now)) {
            next = next.with(Lease.of(process, now));
            if (!store.swap(ReleaseText.STATE, kept, next.toJson())) {
                return new Look.Following(file, "somebody else was faster");
            }
            tenure.keep(next.toJson(), next.release(), now);
        } else {
            tenure.hold(kept, next.release());
        }
        observer.keep();
        advice.note(before, plan, seen.figures());
        deeds.doAll(transition.actions(), transition.reason());
        return new Look.Leading(next, plan, transition.reason() + observer.troubles());
    }

    /** A lease that others hear of need not be written. */
    private boolean isToBeProlonged(Lease kept, long nowMillis) {
        return !heartbeat.isHeardAt(nowMillis) && kept.isOldAt(nowMillis);
    }

    private static String problems(List<Problem> problems) {
        return problems.stream().map(Problem::toString).collect(Collectors.joining("; "));
    }
}
