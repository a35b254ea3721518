package io.github.dubbogray.router.alert;

import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import io.github.dubbogray.router.settings.Surroundings;
import io.github.dubbogray.webhook.Attempt;
import io.github.dubbogray.webhook.DeliveryNews;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Function;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;

/** Brings notices to a webhook; says in the log, and counts, what is not delivered. */
final class Delivery implements AutoCloseable {

    /** How long after one message the next goes at the earliest. */
    static final Duration APART = Duration.ofSeconds(30);

    static final int MOST_WAITING = io.github.dubbogray.webhook.Delivery.MOST_WAITING;
    static final int MOST_IN_ONE = io.github.dubbogray.webhook.Delivery.MOST_IN_ONE;

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final io.github.dubbogray.webhook.Delivery<Notice> delivery;

    /**
     * Has nothing to bring yet.
     *
     * @param receiver says where messages go, for the log
     * @param post sends a message
     */
    Delivery(
            String receiver,
            Function<List<Notice>, Attempt> post,
            Surroundings surroundings,
            ScheduledThreadPoolExecutor timer,
            Meters meters) {
        this.delivery = new io.github.dubbogray.webhook.Delivery<>(
                receiver,
                post,
                Notice::describe,
                new io.github.dubbogray.webhook.Delivery.Surroundings(
                        surroundings.nanoTime(), surroundings::below, timer, APART),
                new Logged(meters));
    }

    /** Takes what is to be told. */
    void add(List<Notice> notices) {
        delivery.add(notices);
    }

    /** Says what is not delivered; does not wait. */
    @Override
    public void close() {
        delivery.close();
    }

    /** Into the log and the meters. */
    private record Logged(Meters meters) implements DeliveryNews {
        @Override
        public void debug(String sentence) {
            LOG.debug(sentence);
        }

        @Override
        public void info(String sentence) {
            LOG.info(sentence);
        }

        @Override
        public void warn(String sentence) {
            LOG.warn(sentence);
        }

        @Override
        public void error(String sentence) {
            LOG.error(sentence);
        }

        @Override
        public void dropped() {
            meters.count(Meter.ALERTS_DROPPED);
        }
    }
}
