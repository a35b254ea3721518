package io.github.dubbogray.router.alert;

import io.github.dubbogray.core.health.watch.ApplicationWatch;
import io.github.dubbogray.router.event.GrayEvent;
import io.github.dubbogray.router.event.Guarded;
import io.github.dubbogray.router.meter.Meters;
import io.github.dubbogray.router.settings.GrayProperties;
import io.github.dubbogray.router.settings.Surroundings;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.apache.dubbo.rpc.model.ApplicationModel;

/**
 * Tells a webhook of incidents, each once however much happens in it. Everything but taking note of an event happens on a
 * thread of its own, which is there while there is an incident or something to deliver.
 */
public final class Alerts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

    /** How often incidents are looked after. */
    private static final long LOOK_SECONDS = 10;

    private final AlertSettings.Told told;
    private final Surroundings surroundings;
    private final ScheduledThreadPoolExecutor timer;

    /** Used under this object's lock, so that notices are delivered in the order of the events. */
    private final Incidents incidents;

    private final Delivery delivery;

    /** Guarded by this: whether incidents are looked after. */
    private boolean isLooking;

    Alerts(
            AlertSettings settings,
            Supplier<Sender> sender,
            Function<String, ApplicationWatch> watches,
            Surroundings surroundings,
            Meters meters) {
        this.told = settings.told();
        this.surroundings = surroundings;
        this.timer = surroundings.timer("dubbo-gray-alert");
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        this.incidents = new Incidents(watches);
        this.delivery =
                new Delivery(settings.webhook().describe(), new Post(settings, sender), surroundings, timer, meters);
    }

    /**
     * Returns those of an application, if it is to send any; writes to the log what cannot be read of its properties.
     *
     * @param watches gives the watch of a provider application as it is now
     */
    public static Optional<Alerts> of(
            ApplicationModel application,
            Function<String, ApplicationWatch> watches,
            Surroundings surroundings,
            Meters meters) {
        GrayProperties properties = GrayProperties.of(application);
        Optional<AlertSettings> settings = AlertSettings.read(properties);
        properties.problems().forEach(LOG::error);
        return settings.map(read -> new Alerts(read, () -> senderOf(application), watches, surroundings, meters));
    }

    private static Sender senderOf(ApplicationModel application) {
        String name = application.tryGetApplicationName();
        return new Sender(
                name == null ? "unknown" : name,
                ManagementFactory.getRuntimeMXBean().getName());
    }

    /** Takes note of an event; returns at once. */
    public void hear(GrayEvent event) {
        if (event instanceof GrayEvent.HealthChanged changed) {
            hear(changed);
        }
    }

    private synchronized void hear(GrayEvent.HealthChanged event) {
        deliver(incidents.hear(event, time(), now()));
        look();
    }

    private void settle() {
        synchronized (this) {
            isLooking = false;
            Guarded.run(
                    () -> deliver(incidents.settle(time(), now())),
                    thrown -> LOG.error("Cannot tell which incidents are over; tried again", thrown));
            look();
        }
    }

    private void deliver(List<Notice> notices) {
        delivery.add(
                told == AlertSettings.Told.BEGINNING_AND_END
                        ? notices
                        : notices.stream()
                                .filter(Notice.Begun.class::isInstance)
                                .toList());
    }

    /** To be called under the lock. */
    private void look() {
        if (isLooking || incidents.areNone()) {
            return;
        }
        try {
            var unused = timer.schedule(this::settle, LOOK_SECONDS, TimeUnit.SECONDS);
            isLooking = true;
        } catch (RejectedExecutionException closed) {
            LOG.debug("Incidents are not looked after: the application has ended");
        }
    }

    private long now() {
        return surroundings.nanoTime().getAsLong();
    }

    private Instant time() {
        return surroundings.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Sends nothing any more; does not wait for a request that is under way. */
    @Override
    public void close() {
        timer.shutdownNow();
        delivery.close();
    }
}
