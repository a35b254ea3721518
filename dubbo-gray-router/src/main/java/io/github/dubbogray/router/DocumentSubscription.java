package io.github.dubbogray.router;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Problem;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.router.DocumentState.Origin;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.stream.Collectors;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;

/**
 * The document of one provider application: follows its text and keeps the last good table (clauses D1 and D3).
 *
 * <p>Texts arrive on the config centre's thread, on the thread of the first reference and on the recheck thread; they are
 * taken one at a time under this object's lock. Readers see the table through one volatile.
 *
 * <p>Dubbo answers a failed fetch as it answers a missing document: with nothing. So nothing fetched means a deletion only
 * after {@value #CONFIRMATIONS} such answers of a reachable config centre in a row; a pushed deletion counts at once.
 */
final class DocumentSubscription {

    /** How many empty answers in a row mean that there is no document. */
    static final int CONFIRMATIONS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(DocumentSubscription.class);

    private final String application;
    private final LastGoodFile lastGood;
    private final GrayCounters counters;
    private final Set<Runnable> listeners = new CopyOnWriteArraySet<>();
    private final Object starting = new Object();

    /** Guarded by starting. */
    private boolean started;

    private volatile DocumentState state;

    /** Guarded by this: whether the config centre has called back, so that a first fetch would be older. */
    private boolean pushed;

    /** Guarded by this: how many fetches in a row gave nothing while the config centre was reachable. */
    private int emptyAnswers;

    /** Guarded by this: the revision that was refused since the last good one, so that its problems are logged once. */
    private String refusedRevision = Table.NO_REVISION;

    DocumentSubscription(String application, LastGoodFile lastGood, GrayCounters counters) {
        this.application = application;
        this.lastGood = lastGood;
        this.counters = counters;
        this.state = DocumentState.none(application);
    }

    static String dataId(String application) {
        return application + ".gray-router";
    }

    Table table() {
        return state.table();
    }

    void follow(Runnable listener) {
        listeners.add(listener);
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }

    String describe() {
        return state.describe();
    }

    /** Follows the document and fetches its first text; a second caller waits for the first. */
    void start(ConfigCentre centre) {
        synchronized (starting) {
            if (started) {
                return;
            }
            try {
                centre.follow(dataId(application), this::onPush);
                fetch(centre);
                started = true;
            } catch (Throwable e) {
                Guarded.keepInterrupt(e);
                LOG.error("The config centre does not answer for " + dataId(application) + "; asking again soon", e);
                startWithout();
            }
        }
    }

    private synchronized void startWithout() {
        if (state.isFrom(Origin.NOWHERE)) {
            useLastGood(Origin.LAST_GOOD_FILE);
        }
    }

    /** While a copy stands in for the config centre, asks again. */
    void recheck(ConfigCentre centre) {
        start(centre);
        if (state.needsRecheck() && centre.isReachable()) {
            fetch(centre);
        }
    }

    private void fetch(ConfigCentre centre) {
        String text = centre.fetch(dataId(application)).orElse("");
        takeFetched(text, centre.isReachable() ? Origin.CONFIG_CENTRE : Origin.CLIENT_COPY);
    }

    /** On the config centre's thread, which is not ours to end: what cannot be read leaves everything as it was. */
    private void onPush(String text) {
        Guarded.run(() -> takePushed(text), thrown -> {
            counters.bugs().increment();
            LOG.error("Cannot take over a text of " + dataId(application) + "; " + describe(), thrown);
        });
    }

    private synchronized void takePushed(String text) {
        pushed = true;
        if (text.isBlank()) {
            takeDeletion();
        } else {
            take(text, Origin.CONFIG_CENTRE);
        }
    }

    /** A fetched text may be older than one that was pushed meanwhile. */
    private synchronized void takeFetched(String text, Origin origin) {
        if (pushed) {
            return;
        }
        emptyAnswers = text.isBlank() && origin == Origin.CONFIG_CENTRE ? emptyAnswers + 1 : 0;
        if (!text.isBlank()) {
            take(text, origin);
        } else if (emptyAnswers >= CONFIRMATIONS) {
            takeDeletion();
        } else if (state.isFrom(Origin.NOWHERE)) {
            useLastGood(origin == Origin.CONFIG_CENTRE ? Origin.LAST_GOOD_UNCONFIRMED : Origin.LAST_GOOD_FILE);
        }
    }

    private void take(String text, Origin origin) {
        if (state.isFrom(origin) && state.isRevision(DocumentReader.revisionOf(text))) {
            return; // the config centre's client repeats itself after a reconnect
        }
        Reading reading = DocumentReader.read(application, text);
        if (reading instanceof Reading.Accepted accepted) {
            lastGood.write(text);
            counters.acceptedDocuments().increment();
            refusedRevision = Table.NO_REVISION;
            swap(new DocumentState(accepted.table(), origin));
            remark(accepted);
        } else if (reading instanceof Reading.Refused refused) {
            report(refused);
            goOnWithout(origin);
        }
    }

    private static void remark(Reading.Accepted accepted) {
        if (!accepted.remarks().isEmpty()) {
            LOG.warn("Document " + dataId(accepted.table().application()) + " revision "
                    + accepted.table().revision() + " is in force; "
                    + accepted.remarks().size() + " remark(s):\n"
                    + lines(accepted.remarks()));
        }
    }

    /** Keeps the table in force, or takes the last good one where there is none yet. */
    private void goOnWithout(Origin refused) {
        Origin instead = refused == Origin.CONFIG_CENTRE ? Origin.LAST_GOOD_INSTEAD : Origin.LAST_GOOD_FILE;
        if (state.isFrom(Origin.NOWHERE)) {
            useLastGood(instead);
        } else if (!state.isFrom(Origin.CONFIG_CENTRE)) {
            state = new DocumentState(state.table(), instead);
        }
    }

    private void report(Reading.Refused refused) {
        if (refused.revision().equals(refusedRevision)) {
            return;
        }
        refusedRevision = refused.revision();
        counters.refusedDocuments().increment();
        LOG.error("Document " + dataId(application) + " revision " + refused.revision() + " is refused, revision "
                + state.table().revision() + " stays in force; "
                + refused.problems().size() + " problem(s):\n"
                + lines(refused.problems()));
    }

    private static String lines(List<Problem> problems) {
        return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }

    private void takeDeletion() {
        lastGood.delete();
        if (!state.isFrom(Origin.NOWHERE)) {
            swap(DocumentState.none(application));
        }
    }

    private void useLastGood(Origin origin) {
        Optional<String> text = lastGood.read();
        if (text.isEmpty()) {
            if (origin != Origin.LAST_GOOD_UNCONFIRMED) {
                LOG.warn("No document " + dataId(application) + ": the config centre gives none that is good, and "
                        + lastGood.file() + " has none; only labels and tags apply");
            }
        } else if (DocumentReader.read(application, text.get()) instanceof Reading.Accepted accepted) {
            swap(new DocumentState(accepted.table(), origin));
        } else {
            LOG.error("The last good document " + lastGood.file() + " is no document for " + application
                    + "; only labels and tags apply");
        }
    }

    /** Says that a document is in force when every router has it, so that who reads the line may rely on it. */
    private void swap(DocumentState next) {
        state = next;
        listeners.forEach(Runnable::run);
        LOG.info("Gray document in force: " + describe());
    }
}
