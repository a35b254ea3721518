package io.github.dubbogray.router.document;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Problem;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.router.document.DocumentState.Origin;
import io.github.dubbogray.router.event.DataId;
import io.github.dubbogray.router.event.Guarded;
import io.github.dubbogray.router.event.InOrder;
import io.github.dubbogray.router.event.Listeners;
import io.github.dubbogray.router.event.Meter;
import io.github.dubbogray.router.event.Meters;
import io.github.dubbogray.router.event.Trouble;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;

/**
 * The document of one provider application: follows its text and keeps the last good table (clauses D1 and D3).
 *
 * <p>Texts arrive on the config centre's thread, on the thread of the first reference and on the recheck thread; they are
 * taken one at a time under this object's lock, and told in that order outside of it. Readers see the table through one
 * volatile.
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
    private final Meters meters;
    private final Remarks remarks;
    private final Listeners listeners;

    /** The very same each time, so that a config centre has it once. */
    private final Consumer<String> texts = this::onPush;

    /** What listeners, the log and the file are told. */
    private final InOrder told = new InOrder();

    private final Trouble trouble = new Trouble();
    private final Object starting = new Object();

    /** Guarded by starting: how far it has come; a config centre that failed may call back all the same. */
    private Following following = Following.NOT_TRIED;

    /** Written under starting: whether it was fetched after it was followed, so that no text was missed. */
    private volatile boolean isStarted;

    private volatile boolean isEnded;

    private volatile DocumentState state;

    /** Guarded by this: whether the config centre has called back, so that a first fetch would be older. */
    private boolean pushed;

    /** Guarded by this: how many fetches in a row gave nothing while the config centre was reachable. */
    private int emptyAnswers;

    /** Guarded by this: whether the last good file was looked for because nothing answered, which is said once. */
    private boolean wasWithout;

    /** Guarded by this: the revision of the last text, good or not; its client repeats that one after a reconnect. */
    private String offered = Table.NO_REVISION;

    private enum Following {
        NOT_TRIED,
        FAILED,
        FOLLOWING
    }

    DocumentSubscription(
            String application, LastGoodFile lastGood, Meters meters, Remarks remarks, LongSupplier nanoTime) {
        this.application = application;
        this.lastGood = lastGood;
        this.meters = meters;
        this.remarks = remarks;
        this.listeners = new Listeners(nanoTime);
        this.state = DocumentState.none(application);
    }

    Table table() {
        return state.table();
    }

    /** Calls a listener after each later change, outside of every lock, one change at a time. */
    void follow(Runnable listener) {
        listeners.add(listener);
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }

    boolean isUnheard() {
        return listeners.areNone();
    }

    /** Returns whether nobody has listened for a while. */
    boolean isUnused() {
        return listeners.areGone();
    }

    String describe() {
        return state.describe();
    }

    /** Follows the document and fetches its first text; a second caller waits for the first. */
    void start(ConfigCentre centre) {
        synchronized (starting) {
            if (!isStarted && !isEnded) {
                begin(centre);
            }
        }
        told.run();
    }

    /** Fetches though it cannot follow: the text it gets is better than none. */
    private void begin(ConfigCentre centre) {
        if (following != Following.FOLLOWING) {
            boolean follows = attempt(() -> centre.follow(DataId.of(application), texts));
            following = follows ? Following.FOLLOWING : Following.FAILED;
        }
        boolean fetched = attempt(() -> fetch(centre));
        if (!fetched) {
            startWithout();
        } else if (following == Following.FOLLOWING) {
            isStarted = true;
            answered();
        }
    }

    /** Returns whether it worked. */
    private boolean attempt(Runnable question) {
        try {
            question.run();
            return true;
        } catch (Throwable e) { // whatever the config centre throws, it is asked again
            Guarded.keepInterrupt(e);
            if (trouble.isNews(e)) {
                LOG.error("The config centre does not answer for " + DataId.of(application) + "; asking again soon", e);
            }
            return false;
        }
    }

    private void answered() {
        if (trouble.isOver()) {
            LOG.info("The config centre answers for " + DataId.of(application) + " again");
        }
    }

    private synchronized void startWithout() {
        if (state.isFrom(Origin.NOWHERE) && !wasWithout) {
            wasWithout = true;
            useLastGood(Origin.LAST_GOOD_FILE);
        }
    }

    /** Begins again where that failed; while a copy stands in for the config centre, asks again. */
    void recheck(ConfigCentre centre) {
        if (!isStarted) {
            start(centre);
        } else if (state.needsRecheck()) {
            attempt(() -> fetchIfReachable(centre));
        }
        told.run();
    }

    private void fetchIfReachable(ConfigCentre centre) {
        if (centre.isReachable()) {
            fetch(centre);
            answered();
        }
    }

    private void fetch(ConfigCentre centre) {
        String text = centre.fetch(DataId.of(application)).orElse("");
        takeFetched(text, centre.isReachable() ? Origin.CONFIG_CENTRE : Origin.CLIENT_COPY);
    }

    /** Follows no more; what arrives late is left alone. The last good file stays. */
    void end(ConfigCentre centre) {
        isEnded = true;
        synchronized (starting) {
            if (following == Following.NOT_TRIED) {
                return;
            }
            try {
                centre.forget(DataId.of(application), texts);
            } catch (Throwable e) { // it may have ended itself
                Guarded.keepInterrupt(e);
                LOG.debug("The config centre does not let go of " + DataId.of(application), e);
            }
        }
    }

    boolean isEnded() {
        return isEnded;
    }

    /** On the config centre's thread, which is not ours to end: what cannot be read leaves everything as it was. */
    private void onPush(String text) {
        Guarded.run(() -> takePushed(text), thrown -> {
            meters.count(Meter.BUGS);
            LOG.error("Cannot take over a text of " + DataId.of(application) + "; " + describe(), thrown);
        });
        told.run();
    }

    private synchronized void takePushed(String text) {
        if (isEnded) {
            return;
        }
        pushed = true;
        if (text.isBlank()) {
            takeDeletion();
        } else {
            take(text, Origin.CONFIG_CENTRE);
        }
    }

    /** A fetched text may be older than one that was pushed meanwhile. */
    private synchronized void takeFetched(String text, Origin origin) {
        if (pushed || isEnded) {
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
        String revision = DocumentReader.revisionOf(text);
        boolean isRepeated = revision.equals(offered);
        if (isRepeated && state.isFrom(origin) && state.isRevision(revision)) {
            return;
        }
        offered = revision;
        Reading reading = DocumentReader.read(application, text);
        if (reading instanceof Reading.Accepted accepted) {
            meters.count(Meter.DOCUMENTS_ACCEPTED);
            swap(new DocumentState(accepted.table(), origin));
            told.add(() -> remarks.say(accepted));
            told.add(() -> lastGood.write(text)); // at last: a disk takes longer than a routing table
        } else if (reading instanceof Reading.Refused refused) {
            if (!isRepeated) {
                report(refused);
            }
            goOnWithout(origin);
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
        meters.count(Meter.DOCUMENTS_REFUSED);
        String words = "Document " + DataId.of(application) + " revision " + refused.revision() + " is refused, revision "
                + state.table().revision() + " stays in force; "
                + refused.problems().size() + " problem(s):\n"
                + lines(refused.problems());
        told.add(() -> LOG.error(words));
    }

    private static String lines(List<Problem> problems) {
        return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }

    private void takeDeletion() {
        offered = Table.NO_REVISION;
        told.add(lastGood::delete);
        if (!state.isFrom(Origin.NOWHERE)) {
            swap(DocumentState.none(application));
        }
    }

    private void useLastGood(Origin origin) {
        Optional<String> text = lastGood.read();
        if (text.isEmpty()) {
            if (origin != Origin.LAST_GOOD_UNCONFIRMED) {
                LOG.warn("No document " + DataId.of(application) + ": the config centre gives none that is good, and "
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
        String words = next.describe();
        told.add(() -> {
            listeners.tell();
            LOG.info("Gray document in force: " + words);
        });
    }
}
