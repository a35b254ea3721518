package io.github.dubbogray.router.document;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.news.Trouble;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.text.FileName;
import io.github.dubbogray.router.connection.Connection;
import io.github.dubbogray.router.event.DataId;
import io.github.dubbogray.router.event.GrayEvents;
import io.github.dubbogray.router.event.Guarded;
import io.github.dubbogray.router.meter.Meters;
import io.github.dubbogray.router.settings.GraySettings;
import io.github.dubbogray.router.settings.Surroundings;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.apache.dubbo.config.ConfigCenterConfig;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.jspecify.annotations.Nullable;

/**
 * The documents this application follows: one subscription for each provider application, however many references ask.
 */
public final class Documents implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Documents.class);
    private static final long TICK_SECONDS = 1;
    private static final int TICKS_OF_RECHECK = 5;

    /** Of all processes, not each asks in the first second in which the config centre is back. */
    private static final int MOST_TICKS_AFTER_A_LOSS = 3;

    private final Supplier<Optional<ConfigCentre>> configured;
    private final Supplier<Path> directory;
    private final GrayEvents events;
    private final Meters meters;
    private final Surroundings surroundings;

    /** Written under this; read by anybody. */
    private final Map<String, DocumentSubscription> subscriptions = new ConcurrentHashMap<>();

    private final List<Runnable> forgotten = new CopyOnWriteArrayList<>();
    private final Trouble trouble = new Trouble();
    private final ScheduledThreadPoolExecutor rechecks;

    /** Null until the first {@link #follow}; written under this. */
    private volatile @Nullable Source source;

    /** Guarded by this. */
    private boolean isClosed;

    /** Where documents come from, and where the last good ones are kept. */
    private record Source(Optional<ConfigCentre> centre, Path directory) {

        private Connection connection() {
            return centre.map(ConfigCentre::connection).orElse(Connection.UNTOLD);
        }
    }

    /** Touched by the timer: how it was connected a tick ago, and in how many ticks is asked again. */
    private Connection connection = Connection.UNTOLD;

    private int ticksLeft = TICKS_OF_RECHECK;

    /**
     * Follows documents, from the first {@link #follow} on: before that, the config centre may not be there yet.
     *
     * @param directory gives where the last good documents of this application are kept
     */
    Documents(
            Supplier<Optional<ConfigCentre>> configured,
            Supplier<Path> directory,
            GrayEvents events,
            Meters meters,
            Surroundings surroundings) {
        this.configured = configured;
        this.directory = directory;
        this.events = events;
        this.meters = meters;
        this.surroundings = surroundings;
        this.rechecks = surroundings.timer("dubbo-gray-documents");
    }

    public static Documents of(
            ApplicationModel application,
            GraySettings settings,
            Surroundings surroundings,
            GrayEvents events,
            Meters meters) {
        return new Documents(
                () -> ConfigCentre.of(application),
                () -> lastGoodFolder(application, settings),
                events,
                meters,
                surroundings);
    }

    /** Returns where last good texts of an application are kept, apart from those of others and of other namespaces. */
    public static Path lastGoodFolder(ApplicationModel application) {
        return lastGoodFolder(application, GraySettings.of(application));
    }

    private static Path lastGoodFolder(ApplicationModel application, GraySettings settings) {
        return settings.lastGoodDirectory().resolve(scopeOf(application));
    }

    /** Calls a listener, which must not block, whenever documents are followed no more. */
    void whenForgotten(Runnable listener) {
        forgotten.add(listener);
    }

    /** Returns the table in force of a provider application. Never blocks: one that is not followed has no document. */
    public Table table(String application) {
        DocumentSubscription subscription = subscriptions.get(application);
        return subscription == null ? Table.withoutDocument(application) : subscription.table();
    }

    /** Returns the text that a table was made of; empty if another one is in force by now. */
    public Optional<String> textOf(Table table) {
        return Optional.ofNullable(subscriptions.get(table.application()))
                .flatMap(DocumentSubscription::text)
                .filter(text -> DocumentReader.revisionOf(text).equals(table.revision()));
    }

    /**
     * Follows an application's document and calls the listener after each later change, until it is forgotten. The first
     * time, waits for the config centre's answer, so that the first call is routed by the rules in force. Does nothing once
     * closed.
     */
    public void follow(String application, Runnable listener) {
        DocumentSubscription subscription = joined(application, listener);
        Source from = source;
        if (subscription != null && from != null) {
            from.centre().ifPresent(subscription::start);
        }
    }

    private synchronized @Nullable DocumentSubscription joined(String application, Runnable listener) {
        if (isClosed) {
            return null;
        }
        Path folder = source().directory();
        DocumentSubscription subscription =
                subscriptions.computeIfAbsent(application, name -> subscriptionOf(name, folder));
        subscription.follow(listener);
        return subscription;
    }

    /** Stops calling a listener of an application's document. One that nobody listens to is followed a while longer. */
    public synchronized void forget(String application, Runnable listener) {
        DocumentSubscription subscription = subscriptions.get(application);
        if (subscription != null) {
            subscription.forget(listener);
        }
    }

    /** Returns whether nobody listens to an application's document now, so that it ends a while later. */
    public boolean isUnheard(String application) {
        DocumentSubscription subscription = subscriptions.get(application);
        return subscription == null || subscription.isUnheard();
    }

    /** Stops calling a listener, for all applications. */
    public synchronized void forget(Runnable listener) {
        subscriptions.values().forEach(subscription -> subscription.forget(listener));
    }

    /**
     * An operator says that the document of an application was to go, which nobody was seen to do ({@link
     * io.github.dubbogray.router.event.DegradedFor#REMOVED}). From then on there is none, and what was kept of it is deleted.
     *
     * @return whether that was in doubt
     */
    public boolean confirmRemoval(String application) {
        DocumentSubscription subscription = subscriptions.get(application);
        return subscription != null && subscription.confirmRemoval();
    }

    /** Says where the tables in force come from, one line for each application. */
    public String describe() {
        return subscriptions.values().stream()
                .map(DocumentSubscription::describe)
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    /** Returns what is known of a document; empty if it is not followed. */
    public Optional<DocumentStatus> status(String application) {
        return Optional.ofNullable(subscriptions.get(application)).map(DocumentSubscription::status);
    }

    /** Returns what is known of each document that is followed, in the order of the applications' names. */
    public List<DocumentStatus> statuses() {
        return subscriptions.values().stream()
                .map(DocumentSubscription::status)
                .sorted(Comparator.comparing(DocumentStatus::application))
                .toList();
    }

    /**
     * Returns the applications of whose documents nothing is known yet, in the order of their names: the config centre has not
     * answered, and no copy is in force. None where no config centre is configured, so that there are no documents.
     */
    public List<String> awaited() {
        Source from = source;
        if (from == null || from.centre().isEmpty()) {
            return List.of();
        }
        return subscriptions.entrySet().stream()
                .filter(entry -> entry.getValue().isAwaited())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Ends soon, without waiting for a config centre that is being asked. */
    @Override
    public void close() {
        List<DocumentSubscription> left = taken();
        Source from = source;
        if (from != null && !left.isEmpty()) {
            from.centre().ifPresent(centre -> rechecks.execute(() -> left.forEach(each -> each.end(centre))));
        }
        rechecks.shutdown(); // what waits for its time is dropped, what waits for the thread still runs
    }

    private synchronized List<DocumentSubscription> taken() {
        isClosed = true;
        List<DocumentSubscription> all = List.copyOf(subscriptions.values());
        subscriptions.clear();
        return all;
    }

    private synchronized Source source() {
        Source found = source;
        if (found == null) {
            found = new Source(configured.get(), directory.get());
            begin(found);
            source = found; // at last: what cannot begin is begun again with the next document
        }
        return found;
    }

    private void begin(Source from) {
        if (from.centre().isEmpty()) {
            LOG.warn("No config centre is configured: gray documents are not followed, only labels and tags apply");
        }
        rechecks.prestartCoreThread(); // throws before anything is queued where no thread is to be had
        var unused = rechecks.scheduleWithFixedDelay(() -> tick(from), TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
    }

    /** A loss of the connection is noticed at once, and what it may have hidden is asked for soon after it is there again. */
    private void tick(Source from) {
        guarded(() -> {
            endUnused(from);
            if (isDue(from.connection())) {
                askAgain(from);
            }
        });
    }

    private boolean isDue(Connection now) {
        if (!now.equals(connection)) {
            ticksLeft = now.isUp() ? 1 + (int) surroundings.below(MOST_TICKS_AFTER_A_LOSS) : 1;
            connection = now;
        }
        ticksLeft--;
        if (ticksLeft > 0) {
            return false;
        }
        ticksLeft = TICKS_OF_RECHECK;
        return true;
    }

    private DocumentSubscription subscriptionOf(String application, Path folder) {
        Path file = folder.resolve(FileName.of(DataId.of(application)));
        return new DocumentSubscription(application, new LastGoodFile(file), events, meters, surroundings.nanoTime());
    }

    /** Asks again for what is uncertain and ends what nobody needs any more; for the timer, and tests in its place. */
    void recheck() {
        Source from = source;
        if (from != null) {
            guarded(() -> {
                endUnused(from);
                askAgain(from);
            });
        }
    }

    /** One that cannot be asked for keeps no other from it. */
    private void askAgain(Source from) {
        from.centre()
                .ifPresent(centre -> Guarded.runAll(subscriptions.values().stream()
                        .<Runnable>map(subscription -> () -> subscription.recheck(centre))
                        .toList()));
    }

    private void endUnused(Source from) {
        List<DocumentSubscription> unused = takenUnused();
        from.centre().ifPresent(centre -> unused.forEach(subscription -> subscription.end(centre)));
        if (!unused.isEmpty()) {
            forgotten.forEach(Runnable::run);
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
            if (trouble.isOver()) {
                LOG.info("Gray documents are asked for again");
            }
        } catch (Throwable e) { // else the timer would end in silence
            Guarded.keepInterrupt(e);
            if (trouble.isNews(e)) {
                LOG.error("Cannot ask again for gray documents; next in " + TICKS_OF_RECHECK * TICK_SECONDS + " s", e);
            }
        }
    }

    /** From here on another follower begins anew. */
    private synchronized List<DocumentSubscription> takenUnused() {
        Map<String, DocumentSubscription> unused = new HashMap<>(subscriptions);
        unused.values().removeIf(subscription -> !subscription.isUnused());
        subscriptions.keySet().removeAll(unused.keySet());
        return List.copyOf(unused.values());
    }

    /** Keeps apart the documents of processes with other names or in other namespaces of one machine. */
    private static Path scopeOf(ApplicationModel application) {
        String namespaces = application.getApplicationConfigManager().getConfigCenters().stream()
                .map(Documents::namespaceOf)
                .distinct()
                .sorted()
                .map(FileName::of)
                .collect(Collectors.joining("+"));
        String name = Optional.ofNullable(application.tryGetApplicationName()).orElse("application");
        return Path.of(namespaces.isEmpty() ? "public" : namespaces, FileName.of(name));
    }

    /** Returns the namespace that Dubbo hands to the config centre's client. */
    private static String namespaceOf(ConfigCenterConfig config) {
        return Optional.ofNullable(config.getAddress())
                .map(address -> config.toUrl().getParameter("namespace"))
                .filter(text -> !text.isBlank())
                .orElse("public");
    }
}
