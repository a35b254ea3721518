package io.github.dubbogray.router.registry;

import io.github.dubbogray.router.event.Guarded;
import io.github.dubbogray.router.settings.Surroundings;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;

/**
 * Asks whoever keeps something whether there is more to keep, every second while there is somebody to ask. On a thread of its
 * own, as whoever lets go may wait for connections to close.
 */
final class Keepers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Keepers.class);
    private static final long SECONDS = 1;

    private final Map<Object, BooleanSupplier> keepers = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor worker;

    Keepers(Surroundings surroundings) {
        this.worker = surroundings.timer("dubbo-gray-kept");
        worker.setKeepAliveTime(2 * SECONDS, TimeUnit.SECONDS);
        worker.allowCoreThreadTimeOut(true);
    }

    /** Asks from the next second on. */
    void add(Object whose, BooleanSupplier keeper) {
        if (keepers.put(whose, keeper) == null) {
            later(whose);
        }
    }

    private void later(Object whose) {
        try {
            var unused = worker.schedule(() -> ask(whose), SECONDS, TimeUnit.SECONDS);
        } catch (RejectedExecutionException closed) {
            keepers.clear();
        }
    }

    private void ask(Object whose) {
        BooleanSupplier keeper = keepers.remove(whose);
        if (keeper == null) {
            return;
        }
        Guarded.run(
                () -> {
                    if (keeper.getAsBoolean()) {
                        again(whose, keeper);
                    }
                },
                thrown -> {
                    LOG.error(
                            "Cannot let go of instances that are not listed; tried again in " + SECONDS + " s", thrown);
                    again(whose, keeper);
                });
    }

    /** Unless it was given another one meanwhile. */
    private void again(Object whose, BooleanSupplier keeper) {
        if (keepers.putIfAbsent(whose, keeper) == null) {
            later(whose);
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
        keepers.clear();
    }
}
