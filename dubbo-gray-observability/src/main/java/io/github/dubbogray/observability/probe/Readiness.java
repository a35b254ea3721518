package io.github.dubbogray.observability.probe;

import io.github.dubbogray.core.text.Listed;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.settings.GrayProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.apache.dubbo.rpc.model.ModuleModel;

/**
 * Whether one application may take calls: of each document that it follows the config centre has said something, or a copy is
 * in force; and each registry that it follows has listed its instances, or does not answer. It waits for these no longer than
 * {@code dubbo.gray.ready.wait}, and then goes on without. Once Dubbo has started it and it is ready, it stays ready.
 */
final class Readiness {

    static final String WAIT = "dubbo.gray.ready.wait";
    static final long WAIT_SECONDS = 30;

    private static final long LONGEST_WAIT_SECONDS = 3_600;
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    private final Supplier<List<String>> missing;
    private final Supplier<Boolean> isStarted;
    private final LongSupplier nanoTime;
    private final long waitNanos;

    /** Guarded by this. */
    private Standing standing = Standing.ASKED_NEVER;

    /** Guarded by this: when it was first asked and something was missing. */
    private long sinceNanos;

    /** How far it has come. */
    private enum Standing {
        ASKED_NEVER,
        WAITING,
        /** It waited as long as it may; that was said. */
        GONE_ON,
        /** It is ready for good. */
        READY
    }

    /**
     * Begins to wait when first asked.
     *
     * @param missing says what is not known yet
     * @param isStarted says whether Dubbo has made all references, so that nothing more is going to be followed at start
     */
    Readiness(Supplier<List<String>> missing, Supplier<Boolean> isStarted, LongSupplier nanoTime, long waitSeconds) {
        this.missing = missing;
        this.isStarted = isStarted;
        this.nanoTime = nanoTime;
        this.waitNanos = TimeUnit.SECONDS.toNanos(waitSeconds);
    }

    /** Returns the one of an application, in which the library is on. */
    static Readiness of(ApplicationModel application, GrayApplication gray) {
        return application.getBeanFactory().getOrRegisterBean(Readiness.class, type -> make(application, gray));
    }

    private static Readiness make(ApplicationModel application, GrayApplication gray) {
        GrayProperties properties = GrayProperties.of(application);
        long seconds = properties.seconds(WAIT, 0, LONGEST_WAIT_SECONDS, WAIT_SECONDS);
        properties.problems().forEach(LOG::error);
        return new Readiness(
                () -> missing(gray),
                () -> application.getModuleModels().stream().allMatch(Readiness::isStarted),
                gray.surroundings().nanoTime(),
                seconds);
    }

    private static boolean isStarted(ModuleModel module) {
        return module.getDeployer() != null && module.getDeployer().isStarted();
    }

    private static List<String> missing(GrayApplication gray) {
        List<String> missing = new ArrayList<>();
        gray.documents().awaited().forEach(name -> missing.add("the document of " + name));
        gray.live().awaited().forEach(name -> missing.add("the instances of " + name));
        return missing;
    }

    /** Returns whether calls may come. */
    synchronized boolean isReady() {
        if (standing == Standing.READY) {
            return true;
        }
        List<String> now = missing.get();
        if (now.isEmpty() || isOver(now)) {
            if (isStarted.get()) {
                standing = Standing.READY;
            }
            return true;
        }
        return false;
    }

    private boolean isOver(List<String> now) {
        if (standing == Standing.ASKED_NEVER) {
            standing = Standing.WAITING;
            sinceNanos = nanoTime.getAsLong();
        }
        if (standing == Standing.WAITING && nanoTime.getAsLong() - sinceNanos >= waitNanos) {
            standing = Standing.GONE_ON;
            LOG.warn("Ready after " + TimeUnit.NANOSECONDS.toSeconds(waitNanos) + " s (" + WAIT + ") without knowing: "
                    + Listed.sorted(now));
        }
        return standing == Standing.GONE_ON;
    }
}
