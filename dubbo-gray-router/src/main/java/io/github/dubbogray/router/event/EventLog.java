package io.github.dubbogray.router.event;

import java.util.function.Consumer;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;

/** Logs what changed: the first who listens. */
final class EventLog implements Consumer<GrayEvent> {

    /** The one of this process, in which several applications may follow the same document. */
    static final EventLog OF_PROCESS = new EventLog();

    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);

    private final Remarks remarks = new Remarks();
    private volatile LogContext context = event -> () -> {};

    /** Has remarked upon nothing yet. */
    EventLog() {}

    /** Has every later line written within a context. */
    void within(LogContext other) {
        context = other;
    }

    @Override
    public void accept(GrayEvent event) {
        try (LogContext.Entered entered = context.enter(event)) {
            write(event);
        }
    }

    private void write(GrayEvent event) {
        if (event instanceof GrayEvent.DocumentRefused
                || (event instanceof GrayEvent.DocumentDegraded degraded && degraded.reason() == DegradedFor.REMOVED)) {
            LOG.error(event.describe());
        } else if (isWarning(event)) {
            LOG.warn(event.describe());
        } else {
            LOG.info(event.describe());
        }
        if (event instanceof GrayEvent.DocumentAccepted accepted) {
            remarks.say(accepted);
        }
    }

    private static boolean isWarning(GrayEvent event) {
        return event instanceof GrayEvent.LabelDrifted
                || event instanceof GrayEvent.LabelMalformed
                || event instanceof GrayEvent.LabelMissed
                || event instanceof GrayEvent.LanesOverlap
                || event instanceof GrayEvent.DocumentDegraded
                || (event instanceof GrayEvent.HealthChanged changed
                        && changed.news().takesOut());
    }
}
