package io.github.dubbogray.router.event;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;

/** Hands events to all who listen, on the thread on which they happen. */
public final class GrayEvents {

    private static final Logger LOG = LoggerFactory.getLogger(GrayEvents.class);

    private final List<Consumer<GrayEvent>> listeners = new CopyOnWriteArrayList<>();

    public void listen(Consumer<GrayEvent> listener) {
        listeners.add(listener);
    }

    public void publish(GrayEvent event) {
        for (Consumer<GrayEvent> listener : listeners) {
            Guarded.run( // what fails is the listener's own, which must not stop what happened
                    () -> listener.accept(event),
                    thrown -> LOG.error("A listener of gray events failed with " + event, thrown));
        }
    }
}
