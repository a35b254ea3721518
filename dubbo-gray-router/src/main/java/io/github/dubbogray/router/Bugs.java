package io.github.dubbogray.router;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;

/** Takes note of this library's own bugs: counts each, logs once per cause (clause D4). */
final class Bugs {

    private static final Logger LOG = LoggerFactory.getLogger(Bugs.class);
    private static final int REMEMBERED_CAUSES = 100;

    private final LongAdder count;
    private final Set<String> causes = ConcurrentHashMap.newKeySet();

    Bugs(LongAdder count) {
        this.count = count;
    }

    void report(String what, Throwable bug) {
        count.increment();
        if (causes.size() < REMEMBERED_CAUSES && causes.add(causeOf(bug))) {
            LOG.error(what + " This is a bug of dubbo-gray; it is logged once and counted.", bug);
        }
    }

    private static String causeOf(Throwable bug) {
        StackTraceElement[] trace = bug.getStackTrace();
        return bug.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }
}
