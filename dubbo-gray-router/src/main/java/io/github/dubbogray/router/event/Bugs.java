package io.github.dubbogray.router.event;

import io.github.dubbogray.core.news.Once;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Takes note of this library's own bugs: counts each, logs once per cause (clause D4). Never throws, whatever there is to
 * report: an error that left neither memory nor stack to log with is counted only.
 */
public final class Bugs {

    private static final Logger LOG = LoggerFactory.getLogger(Bugs.class);
    private static final int REMEMBERED_CAUSES = 100;
    private static final String SUBJECT = "{}";

    private final Meters meters;
    private final Once<String> causes = Once.upTo(REMEMBERED_CAUSES);

    public Bugs(Meters meters) {
        this.meters = meters;
    }

    public void report(String what, Throwable bug) {
        report(what, null, bug);
    }

    /**
     * Reports what happened to a reference. The sentence is put together here, as the caller may have no memory to do it.
     *
     * @param what a sentence with {@code {}} for the reference
     */
    public void report(String what, @Nullable URL reference, Throwable bug) {
        try {
            Guarded.keepInterrupt(bug);
            meters.count(Meter.BUGS);
            log(what, reference, bug);
        } catch (Throwable unsaid) {
            Guarded.keepInterrupt(unsaid);
        }
    }

    private void log(String what, @Nullable URL reference, Throwable bug) {
        if (causes.isNews(causeOf(bug))) {
            String sentence = reference == null ? what : what.replace(SUBJECT, reference.getServiceKey());
            LOG.error(sentence + " This is a bug of dubbo-gray; it is logged once and counted.", bug);
        }
    }

    private static String causeOf(Throwable bug) {
        StackTraceElement[] trace = bug.getStackTrace();
        return bug.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }
}
