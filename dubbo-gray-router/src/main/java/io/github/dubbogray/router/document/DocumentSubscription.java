package io.github.dubbogray.router.document;

import io.github.dubbogray.core.news.Trouble;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.router.connection.Connection;
import io.github.dubbogray.router.event.DataId;
import io.github.dubbogray.router.event.DocumentOrigin;
import io.github.dubbogray.router.event.GrayEvents;
import io.github.dubbogray.router.event.Guarded;
import io.github.dubbogray.router.event.InOrder;
import io.github.dubbogray.router.event.Listeners;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The document of one provider application: follows its text and keeps the last good table (clauses D1 and D3). What a text
 * leads to, {@link DocumentState} says.
 *
 * <p>Texts arrive on the config centre's thread, on the thread of the first reference and on the recheck thread; they are
 * taken one at a time under this object's lock, and told in that order outside of it. Readers see the table through one
 * volatile.
 */
final class DocumentSubscription {

    private static final Logger LOG = LoggerFactory.getLogger(DocumentSubscription.class);

    private final String application;
    private final LastGoodFile lastGood;
    private final Meters meters;
    private final LongSupplier nanoTime;
    private final Listeners listeners;
    private final Effect.Outside outside;

    /** The very same each time, so that a config centre has it once. */
    private final Consumer<String> texts = this::onPush;

    /** What is to be done about transitions. */
    private final InOrder effects = new InOrder();

    private final Trouble trouble = new Trouble();

    /** Between questions that are refused: each fills the log of whoever answers. */
    private final Pauses pauses = new Pauses();

    private final Object starting = new Object();

    /** Written under starting. */
    private volatile Following following = Following.NOT_TRIED;

    /** Set before starting is taken, so that who holds it takes nothing more. */
    private volatile boolean isEnded;

    /** Null until the first start; written under starting. */
    private volatile @Nullable ConfigCentre from;

    /** Written under this. */
    private volatile Standing standing;

    /** How far it has come with a config centre; one that failed may call back all the same. */
    private enum Following {
        NOT_TRIED,
        FAILED,
        FOLLOWED,
        /** It was fetched after it was followed, so that no text was missed. */
        STARTED
    }

    DocumentSubscription(
            String application, LastGoodFile lastGood, GrayEvents events, Meters meters, LongSupplier nanoTime) {
        this.application = application;
        this.lastGood = lastGood;
        this.meters = meters;
        this.nanoTime = nanoTime;
        this.listeners = new Listeners(nanoTime);
        this.outside = new Effect.Outside(listeners, events, meters, lastGood);
        this.standing = Standing.unknown(application, nanoTime.getAsLong());
        // With zero: a series that begins with one shows no increase.
        meters.counter(Meter.DOCUMENTS_ACCEPTED, application);
        meters.counter(Meter.DOCUMENTS_REFUSED, application);
    }

    Table table() {
        return standing.state().inForce().table();
    }

    /** Returns the text of the document in force; empty if there is none. */
    Optional<String> text() {
        return standing.state().inForce() instanceof InForce.Document document
                ? Optional.of(document.text())
                : Optional.empty();
    }

    /** Returns what is known now. */
    DocumentStatus status() {
        return standing.statusAt(nanoTime.getAsLong());
    }

    /** Returns whether nothing is known of the document yet: nobody has said anything, and no copy is in force. */
    boolean isAwaited() {
        return standing.state().isAwaited();
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
        return standing.state().inForce().describe();
    }

    /** Follows the document and fetches its first text; a second caller waits for the first. */
    void start(ConfigCentre centre) {
        synchronized (starting) {
            if (following != Following.STARTED && !isEnded) {
                begin(centre);
            }
        }
        effects.run();
    }

    /** Fetches though it cannot follow: the text it gets is better than none. */
    private void begin(ConfigCentre centre) {
        from = centre;
        if (following != Following.FOLLOWED) {
            boolean follows = attempt(() -> centre.follow(DataId.of(application), texts));
            following = follows ? Following.FOLLOWED : Following.FAILED;
        }
        boolean fetched = attempt(() -> fetch(centre));
        if (!fetched) {
            goOnWithoutAnswer(centre);
        } else if (following == Following.FOLLOWED) {
            following = Following.STARTED;
            answered();
        }
    }

    /** One that can be reached has refused to answer; any other is away. */
    private void goOnWithoutAnswer(ConfigCentre centre) {
        Connection over = centre.connection();
        Progress progress = centre.isReachable()
                ? (before, next, nanos) -> before.refused(next, over, nanos)
                : (before, next, nanos) -> before.decided(next, over, nanos);
        go(now -> now.state().unanswered(lastGood::read), progress);
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
        pauses.end();
        if (trouble.isOver()) {
            LOG.info("The config centre answers for " + DataId.of(application) + " again");
        }
    }

    /**
     * Begins again where that failed. Asks again while a copy stands in for the config centre, and once more after each loss of
     * the connection, so that it is known whether the config centre still has the document.
     */
    void recheck(ConfigCentre centre) {
        Connection connection = centre.connection();
        notice(connection);
        if (standing.isAnswering() || pauses.isOver()) {
            askAgain(centre, connection);
        }
        effects.run();
    }

    private void askAgain(ConfigCentre centre, Connection connection) {
        if (following != Following.STARTED) {
            start(centre);
        } else if (isQuestionOpen(connection) && !attempt(() -> fetchIfReachable(centre))) {
            goOnWithoutAnswer(centre);
        }
    }

    private boolean isQuestionOpen(Connection connection) {
        return !standing.isAnswering() || standing.state().inForce().isUncertain() || standing.isToBeSeen(connection);
    }

    private synchronized void notice(Connection connection) {
        if (!isEnded) {
            become(standing.over(connection, nanoTime.getAsLong()));
        }
    }

    /** An operator says that the document was to go; returns whether that was in doubt. */
    boolean confirmRemoval() {
        boolean wasDoubted = standing.state().isRemovalDoubted();
        Connection over = connection();
        go(now -> now.state().removalConfirmed(), (before, next, nanos) -> before.decided(next, over, nanos));
        effects.run();
        return wasDoubted;
    }

    private void fetchIfReachable(ConfigCentre centre) {
        if (centre.isReachable()) {
            fetch(centre);
            answered();
        }
    }

    private void fetch(ConfigCentre centre) {
        Connection before = centre.connection(); // after a loss meanwhile, the client may have given its copy
        String text = centre.fetch(DataId.of(application)).orElse("");
        boolean isOfServer = centre.isReachable();
        DocumentOrigin origin = isOfServer ? DocumentOrigin.CONFIG_CENTRE : DocumentOrigin.CLIENT_COPY;
        String seen = isOfServer ? text : "";
        go(
                now -> now.state().fetched(text, origin, lastGood::read),
                (standingThen, next, nanos) -> standingThen.told(next, seen, before, nanos));
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
        Guarded.run(() -> push(text, connection()), thrown -> {
            meters.count(Meter.BUGS);
            LOG.error(
                    "Cannot take over a text of " + DataId.of(application) + "; it is asked for again; " + describe(),
                    thrown);
            missed();
        });
        effects.run();
    }

    /** A text that was pushed could not be taken over, and is pushed once: it is asked for again. */
    private void missed() {
        Connection over = connection();
        go(now -> now.state().missed(), (before, next, nanos) -> before.missed(next, over, nanos));
    }

    private void push(String text, Connection over) {
        go(
                now -> now.state().pushed(text, now.isUnbroken(over), lastGood::read),
                (before, next, nanos) -> before.told(next, text, over, nanos));
    }

    private Connection connection() {
        ConfigCentre asked = from;
        return asked == null ? Connection.UNTOLD : asked.connection();
    }

    /** Where a step leads to, of which it is known how it came. */
    @FunctionalInterface
    private interface Progress {
        Standing of(Standing before, DocumentState next, long nowNanos);
    }

    /** Goes one step. */
    private synchronized void go(Function<Standing, DocumentState.Step> transition, Progress progress) {
        if (isEnded) {
            return;
        }
        long arrivedNanos = nanoTime.getAsLong();
        DocumentState.Step step = transition.apply(standing);
        step.effects()
                .forEach(effect -> effects.add(() -> {
                    effect.on(outside);
                    if (effect instanceof Effect.Accepted) {
                        tellHowLong(arrivedNanos);
                    }
                }));
        become(progress.of(standing, step.next(), arrivedNanos));
    }

    private void become(Standing next) {
        next.newsSince(standing, nanoTime.getAsLong())
                .ifPresent(news -> effects.add(() -> outside.events().publish(news)));
        standing = next;
    }

    private void tellHowLong(long arrivedNanos) {
        long nanos = nanoTime.getAsLong() - arrivedNanos;
        meters.stopwatches().forEach(stopwatch -> stopwatch.tookEffect(application, nanos));
    }
}
