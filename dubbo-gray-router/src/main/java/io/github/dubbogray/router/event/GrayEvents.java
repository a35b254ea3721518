package io.github.dubbogray.router.event;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;

/** Hands events to all who listen, the log first, on the thread on which they happen and outside of every lock. */
public final class GrayEvents {

    private static final Logger LOG = LoggerFactory.getLogger(GrayEvents.class);

    private final List<Consumer<GrayEvent>> listeners = new CopyOnWriteArrayList<>();
    private final InOrder putOff = new InOrder();

    /** Begins with the log of this process. */
    public GrayEvents() {
        this(EventLog.OF_PROCESS);
    }

    GrayEvents(EventLog log) {
        listeners.add(log);
    }

    /** Begins with a log that has remarked upon nothing yet, whatever else is in this process. */
    public static GrayEvents apart() {
        return new GrayEvents(new EventLog());
    }

    /** Has the log lines of this process's events written within a context; another one takes its place. */
    public static void logWithin(LogContext context) {
        EventLog.OF_PROCESS.within(context);
    }

    /** Hands every later event to a listener. */
    public void listen(Consumer<GrayEvent> listener) {
        listeners.add(listener);
    }

    /** Tells all who listen; to be called without a lock. */
    public void publish(GrayEvent event) {
        for (Consumer<GrayEvent> listener : listeners) {
            Guarded.run( // what fails is the listener's own, which must not stop what happened
                    () -> listener.accept(event),
                    thrown -> LOG.error("A listener of gray events failed with " + event, thrown));
        }
    }

    /** Puts an event off until {@link #publishPutOff}, as under a lock. */
    public void putOff(GrayEvent event) {
        putOff(() -> publish(event));
    }

    /** Puts off what is to be done outside of the lock, in turn with the events that are put off. */
    public void putOff(Runnable task) {
        putOff.add(task);
    }

    /** Does and tells what was put off, in that order; to be called when the lock is released. */
    public void publishPutOff() {
        putOff.run();
    }
}
