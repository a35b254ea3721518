package io.github.dubbogray.release;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Problem;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.release.Action;
import io.github.dubbogray.core.release.FileReading;
import io.github.dubbogray.core.release.Lease;
import io.github.dubbogray.core.release.Order;
import io.github.dubbogray.core.release.Release;
import io.github.dubbogray.core.release.ReleaseFile;
import io.github.dubbogray.core.release.ReleaseReader;
import io.github.dubbogray.core.release.incident.Incidents;
import io.github.dubbogray.core.release.incident.IncidentsReader;
import io.github.dubbogray.core.release.ledger.DeploymentFigures;
import io.github.dubbogray.core.release.ledger.Ledger;
import io.github.dubbogray.core.release.ledger.LedgerReader;
import io.github.dubbogray.core.release.plan.PlanReader;
import io.github.dubbogray.core.release.plan.PlanReading;
import io.github.dubbogray.core.release.plan.ReleasePlan;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.nacos.NacosRequestException;
import io.github.dubbogray.nacos.StoredConfig;
import io.github.dubbogray.nacos.gray.GrayDocument;
import io.github.dubbogray.nacos.gray.ReleaseText;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What an operator does with a release: starts it, and gives orders. An order is kept as any other change is, so it holds whoever
 * runs the release, and also while nobody does.
 */
public final class ReleaseDesk {

    private static final int TRIES = 20;

    private final ReleaseStore store;
    private final Clock clock;
    private final Telling telling;

    /** That of an application. */
    public ReleaseDesk(ReleaseStore store, Clock clock, Telling telling) {
        this.store = store;
        this.clock = clock;
        this.telling = telling;
    }

    /** What became of what an operator wanted. */
    public sealed interface Answer {

        /** It is done. */
        record Done(ReleaseFile file, String reason) implements Answer {}

        /** It is kept, but its document could not be published: whoever runs the release does that, or the same order again. */
        record Kept(ReleaseFile file, String reason) implements Answer {}

        /** It cannot be done; nothing has changed. */
        record Declined(String reason) implements Answer {}

        /** The plan is wrong; nothing has changed. */
        record Refused(List<Problem> problems) implements Answer {
            public Refused {
                problems = List.copyOf(problems);
            }
        }
    }

    /** Returns how the release stands; empty where there is none. */
    public Optional<FileReading> file() {
        return store.read(ReleaseText.STATE)
                .map(kept -> withHeard(ReleaseReader.read(store.application(), kept.text())));
    }

    private FileReading withHeard(FileReading reading) {
        return reading instanceof FileReading.Accepted accepted
                ? new FileReading.Accepted(
                        accepted.file().with(accepted.file().lease().extendedBy(store.heard())))
                : reading;
    }

    /** Reads a plan against the document in force. */
    public PlanReading read(String plan) {
        Reading document = DocumentReader.read(
                store.application(), store.document().map(GrayDocument::text).orElse(""));
        return document instanceof Reading.Accepted accepted
                ? PlanReader.read(accepted.table(), plan)
                : PlanReader.read(Table.withoutDocument(store.application()), plan);
    }

    /**
     * Starts a release by a plan, which is kept beside the document; whoever runs a controller goes on with it.
     *
     * @param id names the release
     * @param plan the text of the plan
     */
    public Answer start(String id, String plan) {
        Optional<StoredConfig> before = store.read(ReleaseText.STATE);
        if (before.isPresent()) {
            FileReading reading =
                    ReleaseReader.read(store.application(), before.get().text());
            if (!(reading instanceof FileReading.Accepted accepted)) {
                return new Answer.Declined("what is kept of the last release cannot be read; take it away by hand");
            }
            Release last = accepted.file().release();
            if (!last.state().isFinal() && isOf(last, id, plan)) {
                return planned(accepted.file(), plan); // whoever started it has not come to its plan
            }
            if (!last.state().isFinal()) {
                return new Answer.Declined(
                        "release " + last.id() + " is " + last.state().phase() + "; promote it or roll it back first");
            }
            noteInLedger(last);
        }
        PlanReading reading = read(plan);
        return reading instanceof PlanReading.Accepted accepted
                ? start(id, plan, accepted.plan(), before)
                : new Answer.Refused(((PlanReading.Refused) reading).problems());
    }

    /** Its controller has done so, unless it died. A release is not held up by it. */
    private void noteInLedger(Release last) {
        try {
            new LedgerBook(store).note(last);
        } catch (NacosRequestException e) {
            telling.tell(
                    Action.Level.WARNING, "release " + last.id() + " is not among those that were over: " + e.detail());
        }
    }

    private Answer start(String id, String text, ReleasePlan plan, Optional<StoredConfig> before) {
        ReleaseFile file = new ReleaseFile(store.application(), Lease.NONE, Release.of(id, plan));
        if (!store.swap(ReleaseText.STATE, before.orElse(null), file.toJson())) {
            return new Answer.Declined("somebody else has started a release at this moment");
        }
        return planned(file, text);
    }

    private boolean isOf(Release release, String id, String plan) {
        return read(plan) instanceof PlanReading.Accepted accepted && release.equals(Release.of(id, accepted.plan()));
    }

    private Answer planned(ReleaseFile file, String plan) {
        String id = file.release().id();
        return isPlanKept(plan)
                ? new Answer.Done(file, "release " + id + " is started; a controller runs it")
                : new Answer.Kept(
                        file, "release " + id + " waits for its plan, which others change too fast; start it again");
    }

    /** After the release, so that who comes second changes no plan: a release that has not begun waits for its own. */
    private boolean isPlanKept(String text) {
        for (int i = 0; i < TRIES; i++) {
            Optional<StoredConfig> before = store.read(ReleaseText.PLAN);
            if (before.filter(stored -> stored.text().equals(text)).isPresent()
                    || store.swap(ReleaseText.PLAN, before.orElse(null), text)) {
                return true;
            }
        }
        return false;
    }

    /** Gives an order. */
    public Answer give(Order order) throws InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            Optional<StoredConfig> kept = store.read(ReleaseText.STATE);
            if (kept.isEmpty()) {
                return new Answer.Declined("there is no release of " + store.application());
            }
            Optional<Answer> answer = give(order, kept.get());
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        return new Answer.Declined("the release changes too fast; try again");
    }

    /** Returns nothing where somebody was faster. */
    private Optional<Answer> give(Order order, StoredConfig kept) throws InterruptedException {
        FileReading reading = ReleaseReader.read(store.application(), kept.text());
        PlanReading plan = store.plan();
        if (!(reading instanceof FileReading.Accepted accepted)) {
            return Optional.of(new Answer.Declined("what is kept of the release cannot be read"));
        }
        if (!(plan instanceof PlanReading.Accepted readable)) {
            return Optional.of(
                    new Answer.Declined("the plan cannot be read; mend it first, or take the share away by hand"));
        }
        ReleaseFile file = accepted.file();
        Order.Result result = file.release().obey(readable.plan(), new Observer(store, clock).withoutFigures(), order);
        if (result instanceof Order.Result.Declined declined) {
            return Optional.of(new Answer.Declined(declined.reason()));
        }
        Order.Result.Obeyed obeyed = (Order.Result.Obeyed) result;
        ReleaseFile next = file.with(obeyed.transition().release());
        if (!store.swap(ReleaseText.STATE, kept, next.toJson())) {
            return Optional.empty();
        }
        boolean isDone = new Deeds(store, order.by(), telling)
                .doAll(
                        obeyed.transition().actions(),
                        order.reason().isEmpty() ? obeyed.transition().reason() : order.reason());
        return Optional.of(
                isDone
                        ? new Answer.Done(next, obeyed.transition().reason())
                        : new Answer.Kept(next, obeyed.transition().reason()));
    }

    /** Returns the incidents of releases; empty where what is kept of them cannot be read. */
    public Optional<Incidents> incidents() {
        return store.read(ReleaseText.INCIDENTS)
                .map(stored -> IncidentsReader.read(store.application(), stored.text()))
                .orElseGet(() -> Optional.of(Incidents.none(store.application())));
    }

    /** Returns how well the application is released; empty where what is kept of it cannot be read. */
    public Optional<DeploymentFigures> figures() {
        Optional<Ledger> ledger = store.read(ReleaseText.LEDGER)
                .map(stored -> LedgerReader.read(store.application(), stored.text()))
                .orElseGet(() -> Optional.of(Ledger.empty(store.application())));
        return ledger.flatMap(found -> incidents().map(known -> DeploymentFigures.of(found, known)));
    }

    /** Returns the document that a release would change. */
    public Optional<GrayDocument> document() {
        return store.document();
    }
}
