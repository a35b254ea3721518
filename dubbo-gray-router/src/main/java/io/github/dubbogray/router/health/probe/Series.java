package io.github.dubbogray.router.health.probe;

import io.github.dubbogray.core.health.watch.InstanceWatch;
import io.github.dubbogray.router.settings.Surroundings;
import java.util.List;
import org.apache.dubbo.rpc.Invoker;
import org.jspecify.annotations.Nullable;

/** The probes of one course, one after the other. Touched by the probing thread only. */
final class Series {

    private final Course course;
    private final Surroundings surroundings;
    private final long knownNanos;
    private List<Target> targets;
    private long dueNanos;
    private @Nullable Probe underWay;

    /** When the probe that is under way has taken too long. */
    private long endNanos;

    /**
     * Begins with a probe after the initial delay, and up to a tenth of the period more.
     *
     * @param knownNanos since when the instance is known
     */
    Series(Course course, long knownNanos, Surroundings surroundings) {
        this.course = course;
        this.surroundings = surroundings;
        this.knownNanos = knownNanos;
        this.targets = List.of();
        this.dueNanos = knownNanos
                + course.initialDelay().toNanos()
                + surroundings.below(course.period().toNanos() / 10);
    }

    Course course() {
        return course;
    }

    long knownNanos() {
        return knownNanos;
    }

    /** Asks for these from now on. */
    void serve(List<Target> lanes) {
        targets = List.copyOf(lanes);
    }

    boolean isUnderWay() {
        return underWay != null;
    }

    boolean isDue(long nowNanos) {
        return !isUnderWay() && overdueNanos(nowNanos) >= 0;
    }

    /** Returns for how long the next probe has been due. */
    long overdueNanos(long nowNanos) {
        return nowNanos - dueNanos;
    }

    /** Asks the instance; the next time a period later, a tenth of it more or less. */
    void ask(long nowNanos) {
        long period = course.period().toNanos();
        dueNanos = nowNanos + period - period / 10 + surroundings.below(period / 5); // first: also if asking fails
        List<Invoker<?>> invokers = targets.get(0).invokers().get();
        if (invokers.isEmpty()) {
            return; // gone meanwhile, which the next list of targets says
        }
        underWay = Probe.begin(course.by(), invokers, course.limit());
        endNanos = surroundings.nanoTime().getAsLong() + course.limit().toNanos(); // asking may have taken time
    }

    /** Tells what came of the probe that is under way, if that is known or its time is over. */
    void settle(long nowNanos) {
        Probe probe = underWay;
        if (probe == null) {
            return;
        }
        Answer answer = probe.answer(); // first: what came while this thread was held up was in time
        if (answer != Answer.NONE_YET || nowNanos - endNanos >= 0) {
            end();
            targets.stream().map(Target::watch).forEach(watch -> tell(watch, answer));
        }
    }

    private static void tell(InstanceWatch watch, Answer answer) {
        switch (answer) {
            case ANSWERED -> watch.answered();
            case UNANSWERED, NONE_YET -> watch.unanswered();
            case NOT_ASKED -> {}
        }
    }

    /** Drops the probe that is under way; nobody is told of it. */
    void end() {
        Probe probe = underWay;
        underWay = null;
        if (probe != null) {
            probe.end();
        }
    }
}
