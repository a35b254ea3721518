package io.github.dubbogray.release.webhook;

import io.github.dubbogray.core.release.Action;
import io.github.dubbogray.release.Telling;
import io.github.dubbogray.webhook.Delivery;
import io.github.dubbogray.webhook.DeliveryNews;
import io.github.dubbogray.webhook.Format;
import io.github.dubbogray.webhook.HttpWebhook;
import io.github.dubbogray.webhook.WebhookUrl;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Tells a webhook. Delivery is that of alerts: collected for a second, in order, tried again for an hour, given up where it will
 * never be taken. A release waits for none of it.
 */
public final class WebhookTelling implements Telling {

    /** How long after one message the next goes at the earliest: there are few in a release, and the last may be the one that counts. */
    public static final Duration APART = Duration.ofSeconds(5);

    /** How long the end of a release waits for its last message. */
    private static final Duration FINISH = Duration.ofSeconds(6);

    private final Clock clock;
    private final String application;
    private final Delivery<ReleaseNotice> delivery;

    /**
     * Where a telling sends.
     *
     * @param process who tells, as {@code 4711@host}
     */
    public record Destination(WebhookUrl url, Format format, String process) {}

    /**
     * Has told nothing yet.
     *
     * @param application whose release it is
     * @param news who is told of what is not delivered
     */
    public WebhookTelling(
            String application,
            Destination destination,
            Clock clock,
            Delivery.Surroundings surroundings,
            DeliveryNews news) {
        this.clock = clock;
        this.application = application;
        HttpWebhook webhook = new HttpWebhook(destination.url(), destination.format());
        this.delivery = new Delivery<>(
                destination.url().describe(),
                notices -> webhook.post(destination.format().write(new ReleaseMessage(destination.process(), notices))),
                ReleaseNotice::text,
                surroundings,
                news);
    }

    @Override
    public void tell(Action.Level level, String text) {
        delivery.add(
                List.of(new ReleaseNotice(clock.instant().truncatedTo(ChronoUnit.MILLIS), level, application, text)));
    }

    /** Sends what waits, and tells nothing any more; some seconds at most. */
    public void finish() throws InterruptedException {
        delivery.finish(FINISH);
    }
}
