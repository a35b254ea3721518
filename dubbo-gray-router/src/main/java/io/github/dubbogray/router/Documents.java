package io.github.dubbogray.router;

import io.github.dubbogray.core.table.Table;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.apache.dubbo.config.ConfigCenterConfig;
import org.apache.dubbo.rpc.model.ApplicationModel;

/**
 * The documents this application follows: one subscription for each provider application, however many references ask.
 */
final class Documents implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Documents.class);
    private static final long RECHECK_SECONDS = 5;

    private final Optional<ConfigCentre> centre;
    private final Path directory;
    private final GrayCounters counters;
    private final Map<String, DocumentSubscription> subscriptions = new ConcurrentHashMap<>();
    private final AtomicBoolean started = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor rechecks = new ScheduledThreadPoolExecutor(1, Documents::recheckThread);

    /**
     * Follows documents, from the first {@link #follow} on.
     *
     * @param directory where the last good documents of this application are kept
     */
    Documents(Optional<ConfigCentre> centre, Path directory, GrayCounters counters) {
        this.centre = centre;
        this.directory = directory;
        this.counters = counters;
    }

    static Documents of(ApplicationModel application, GraySettings settings, GrayCounters counters) {
        return new Documents(
                ConfigCentre.of(application), settings.lastGoodDirectory().resolve(scopeOf(application)), counters);
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
        if (started.compareAndSet(false, true)) {
            start();
        }
        DocumentSubscription subscription = subscriptions.computeIfAbsent(application, this::subscriptionOf);
        subscription.follow(listener);
        centre.ifPresent(subscription::start);
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

    private void start() {
        if (centre.isEmpty()) {
            LOG.warn("No config centre is configured: gray documents are not followed, only labels and tags apply");
        }
        var unused = rechecks.scheduleWithFixedDelay(this::recheck, RECHECK_SECONDS, RECHECK_SECONDS, TimeUnit.SECONDS);
    }

    private DocumentSubscription subscriptionOf(String application) {
        Path file = directory.resolve(fileName(DocumentSubscription.dataId(application)));
        return new DocumentSubscription(application, new LastGoodFile(file), counters);
    }

    private static Thread recheckThread(Runnable task) {
        Thread thread = new Thread(task, "dubbo-gray-documents");
        thread.setDaemon(true);
        return thread;
    }

    private void recheck() {
        try {
            centre.ifPresent(present -> subscriptions.values().forEach(subscription -> subscription.recheck(present)));
        } catch (RuntimeException e) {
            LOG.error(
                    "Cannot ask the config centre again for gray documents; trying once more in " + RECHECK_SECONDS
                            + " s",
                    e);
        }
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

    private static String namespaceOf(ConfigCenterConfig config) {
        return Optional.ofNullable(config.getNamespace())
                .filter(text -> !text.isBlank() && !text.equals("dubbo"))
                .orElse("public");
    }

    private static String fileName(String text) {
        return text.replaceAll("[^A-Za-z0-9._+-]", "_");
    }
}
