package io.github.dubbogray.router;

import io.github.dubbogray.core.table.Table;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
final class Documents implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Documents.class);
    private static final long RECHECK_SECONDS = 5;

    private final Supplier<Optional<ConfigCentre>> configured;
    private final Supplier<Path> directory;
    private final GrayCounters counters;
    private final Map<String, DocumentSubscription> subscriptions = new ConcurrentHashMap<>();
    private final Object starting = new Object();
    private final ScheduledThreadPoolExecutor rechecks = new ScheduledThreadPoolExecutor(1, Documents::recheckThread);

    /** Null until the first {@link #follow}; written under starting. */
    private volatile @Nullable Source source;

    /** Where documents come from, and where the last good ones are kept. */
    private record Source(Optional<ConfigCentre> centre, Path directory) {}

    /**
     * Follows documents, from the first {@link #follow} on: before that, the config centre may not be there yet.
     *
     * @param directory gives where the last good documents of this application are kept
     */
    Documents(Supplier<Optional<ConfigCentre>> configured, Supplier<Path> directory, GrayCounters counters) {
        this.configured = configured;
        this.directory = directory;
        this.counters = counters;
    }

    static Documents of(ApplicationModel application, GraySettings settings, GrayCounters counters) {
        return new Documents(
                () -> ConfigCentre.of(application),
                () -> settings.lastGoodDirectory().resolve(scopeOf(application)),
                counters);
    }

    /** Returns the table in force of a provider application. Never blocks: one that is not followed has no document. */
    Table table(String application) {
        DocumentSubscription subscription = subscriptions.get(application);
        return subscription == null ? Table.withoutDocument(application) : subscription.table();
    }

    /**
     * Follows an application's document and calls the listener after each later change, until {@link #forget}. The first
     * time, waits for the config centre's answer, so that the first call is routed by the rules in force.
     */
    void follow(String application, Runnable listener) {
        Source from = source();
        DocumentSubscription subscription =
                subscriptions.computeIfAbsent(application, name -> subscriptionOf(name, from.directory()));
        subscription.follow(listener);
        from.centre().ifPresent(subscription::start);
    }

    /** Stops calling a listener, for all applications. */
    void forget(Runnable listener) {
        subscriptions.values().forEach(subscription -> subscription.forget(listener));
    }

    /** Says where the tables in force come from, one line for each application. */
    String describe() {
        return subscriptions.values().stream()
                .map(DocumentSubscription::describe)
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        rechecks.shutdownNow();
        subscriptions.clear();
    }

    private Source source() {
        Source known = source;
        if (known != null) {
            return known;
        }
        synchronized (starting) {
            Source found = source;
            if (found == null) {
                found = new Source(configured.get(), directory.get());
                source = found;
                begin(found);
            }
            return found;
        }
    }

    private void begin(Source from) {
        if (from.centre().isEmpty()) {
            LOG.warn("No config centre is configured: gray documents are not followed, only labels and tags apply");
        } else {
            var unused =
                    rechecks.scheduleWithFixedDelay(this::recheck, RECHECK_SECONDS, RECHECK_SECONDS, TimeUnit.SECONDS);
        }
    }

    private DocumentSubscription subscriptionOf(String application, Path folder) {
        Path file = folder.resolve(fileName(DocumentSubscription.dataId(application)));
        return new DocumentSubscription(application, new LastGoodFile(file), counters);
    }

    private static Thread recheckThread(Runnable task) {
        Thread thread = new Thread(task, "dubbo-gray-documents");
        thread.setDaemon(true);
        return thread;
    }

    private void recheck() {
        source().centre()
                .ifPresent(centre -> subscriptions.values().forEach(subscription -> Guarded.run( // else the timer would end in silence
                        () -> subscription.recheck(centre),
                        thrown -> LOG.error(
                                "Cannot ask again for " + subscription.describe() + "; next in " + RECHECK_SECONDS
                                        + " s",
                                thrown))));
    }

    /** Keeps apart the documents of processes with other names or in other namespaces of one machine. */
    private static Path scopeOf(ApplicationModel application) {
        String namespaces = application.getApplicationConfigManager().getConfigCenters().stream()
                .map(Documents::namespaceOf)
                .distinct()
                .sorted()
                .collect(Collectors.joining("+"));
        String name = Optional.ofNullable(application.tryGetApplicationName()).orElse("application");
        return Path.of(fileName(namespaces.isEmpty() ? "public" : namespaces), fileName(name));
    }

    /** Returns the namespace that Dubbo hands to the config centre's client. */
    private static String namespaceOf(ConfigCenterConfig config) {
        return Optional.ofNullable(config.getAddress())
                .map(address -> config.toUrl().getParameter("namespace"))
                .filter(text -> !text.isBlank())
                .orElse("public");
    }

    private static String fileName(String text) {
        return text.replaceAll("[^A-Za-z0-9._+-]", "_");
    }
}
