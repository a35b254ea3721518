package io.github.dubbogray.router.registry;

import com.sun.management.OperatingSystemMXBean;
import io.github.dubbogray.core.balance.LoadWeight;
import io.github.dubbogray.core.news.Trouble;
import io.github.dubbogray.router.event.Guarded;
import io.github.dubbogray.router.settings.Surroundings;
import java.lang.management.ManagementFactory;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.IntConsumer;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.apache.dubbo.registry.client.ServiceDiscovery;
import org.apache.dubbo.registry.support.RegistryManager;
import org.apache.dubbo.rpc.model.ApplicationModel;

/**
 * Publishes the percentage of its weight that this instance can bear, under {@code dubbo.gray-load-weight}: 100 less the share of the
 * processors that the process kept busy lately. Each change is pushed to all who follow the application, so it is published
 * after {@value #SECONDS} s at the earliest, and only if it moved by {@value #STEP_PERCENT} points or came back to 100.
 */
public final class LoadWeightPublisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LoadWeightPublisher.class);
    private static final long SECONDS = 5;
    private static final int STEP_PERCENT = 10;

    private final DoubleSupplier busy;
    private final IntConsumer registry;
    private final ScheduledThreadPoolExecutor timer;

    /** Guarded by this. */
    private boolean isStarted;

    /** Touched by the timer only. */
    private int published = LoadWeight.FULL.wantedPercent();

    private final Trouble trouble = new Trouble();

    /**
     * Does nothing until {@link #start}.
     *
     * @param busy gives the share of the processors this process keeps busy, 0 to 1
     * @param registry changes what the registry holds of this instance; throws if it does not
     */
    LoadWeightPublisher(DoubleSupplier busy, IntConsumer registry, Surroundings surroundings) {
        this.busy = busy;
        this.registry = registry;
        this.timer = surroundings.timer("dubbo-gray-load-weight");
    }

    public static LoadWeightPublisher of(ApplicationModel application, Surroundings surroundings) {
        return new LoadWeightPublisher(
                LoadWeightPublisher::processCpuLoad, percent -> publish(percent, application), surroundings);
    }

    /** Asked for only where it is published: a Java without {@code jdk.management} does not have it. */
    private static double processCpuLoad() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuLoad();
    }

    /** Begins to publish, once however often it is called; not after {@link #close}. */
    public synchronized void start() {
        if (!isStarted && !timer.isShutdown()) {
            isStarted = true;
            var unused = timer.scheduleWithFixedDelay(
                    () -> Guarded.run(this::sample, thrown -> {
                        if (trouble.isNews(thrown)) {
                            LOG.error("Cannot tell how busy this process is; trying again", thrown);
                        }
                    }),
                    SECONDS,
                    SECONDS,
                    TimeUnit.SECONDS);
        }
    }

    void sample() {
        int percent = LoadWeight.percentFor(busy.getAsDouble());
        boolean isBack = percent == LoadWeight.FULL.wantedPercent() && percent != published;
        if (Math.abs(percent - published) < STEP_PERCENT && !isBack) {
            return;
        }
        Guarded.run(() -> publish(percent), thrown -> {
            if (trouble.isNews(thrown)) {
                LOG.error("Cannot publish the load-based weight " + percent + "; trying again", thrown);
            }
        });
    }

    private void publish(int percent) {
        registry.accept(percent);
        published = percent;
        trouble.isOver();
    }

    @Override
    public synchronized void close() {
        timer.shutdownNow();
    }

    private static void publish(int percent, ApplicationModel application) {
        for (ServiceDiscovery discovery :
                application.getBeanFactory().getBean(RegistryManager.class).getServiceDiscoveries()) {
            if ("nacos".equals(discovery.getUrl().getProtocol())) {
                NacosOwnInstance.of(discovery).put(LoadWeights.KEY, Integer.toString(percent));
            }
        }
    }
}
