package io.github.dubbogray.router.health.probe;

import io.github.dubbogray.core.news.Trouble;
import io.github.dubbogray.router.event.Guarded;
import io.github.dubbogray.router.settings.Beat;
import io.github.dubbogray.router.settings.Surroundings;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;

/**
 * Asks instances beside their calls whether they answer, and tells their watches. Everything happens on one thread, which is
 * there while somebody is to be asked and waits for no answer; an instance is asked one thing at a time, and so many of them
 * at once, the longest due first.
 */
public final class Prober implements AutoCloseable {

    /** How many probes are under way at once. */
    static final int MOST_UNDER_WAY = 256;

    private static final Logger LOG = LoggerFactory.getLogger(Prober.class);

    private final Surroundings surroundings;
    private final Beat beat;

    /** Of what happens between probes. */
    private final Trouble looking = new Trouble();

    /** Of single probes; never over, since others go well meanwhile. */
    private final Trouble asking = new Trouble();

    /** Replaced as a whole under this object's lock; read by the probing thread. */
    private volatile List<Target> wanted = List.of();

    /** Touched by the probing thread only: those that {@link #series} is made for. */
    private List<Target> served = List.of();

    /** Touched by the probing thread only; replaced as a whole. */
    private Map<Course, Series> series = Map.of();

    /** Probes nobody yet. */
    public Prober(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.beat = new Beat(surroundings, "dubbo-gray-probes", this::look);
    }

    /** Takes over who is to be probed from now on; what goes on of it keeps its times. Never waits. */
    public synchronized void hold(List<Target> targets) {
        wanted = List.copyOf(targets);
        if (!wanted.isEmpty()) {
            beat.start();
        }
    }

    private void look() {
        Guarded.run(
                () -> {
                    long now = surroundings.nanoTime().getAsLong();
                    serve(now);
                    settle(now);
                    ask(now);
                    rest();
                    looking.isOver();
                },
                thrown -> { // else the timer would end in silence
                    if (looking.isNews(thrown)) {
                        LOG.error("Cannot probe; tried again until it can", thrown);
                    }
                });
    }

    /** An instance that is asked otherwise from now on is known already. */
    @SuppressWarnings("ReferenceEquality") // each list is taken over once
    private void serve(long nowNanos) {
        List<Target> now = wanted;
        if (now == served) {
            return;
        }
        Map<String, Long> known = new HashMap<>();
        series.forEach((course, one) -> known.put(course.address(), one.knownNanos()));
        Map<Course, Series> next = new LinkedHashMap<>();
        now.stream()
                .collect(Collectors.groupingBy(Course::of, LinkedHashMap::new, Collectors.toList()))
                .forEach((course, targets) -> {
                    Series before = series.get(course);
                    long since = known.getOrDefault(course.address(), nowNanos);
                    Series one = before == null ? new Series(course, since, surroundings) : before;
                    one.serve(targets);
                    next.put(course, one);
                });
        Map<Course, Series> ended = new LinkedHashMap<>(series);
        ended.keySet().removeAll(next.keySet());
        series = next;
        served = now;
        ended.values().forEach(Series::end);
    }

    private void settle(long nowNanos) {
        series.values().forEach(one -> Guarded.run(() -> one.settle(nowNanos), thrown -> complain(one, thrown)));
    }

    private void ask(long nowNanos) {
        Set<String> busy = series.values().stream()
                .filter(Series::isUnderWay)
                .map(one -> one.course().address())
                .collect(Collectors.toSet());
        series.values().stream()
                .filter(one -> one.isDue(nowNanos))
                .sorted(Comparator.comparingLong(one -> -one.overdueNanos(nowNanos)))
                .filter(one ->
                        busy.size() < MOST_UNDER_WAY && busy.add(one.course().address()))
                .forEach(one -> Guarded.run(() -> one.ask(nowNanos), thrown -> complain(one, thrown)));
    }

    private void complain(Series one, Throwable thrown) {
        if (asking.isNews(thrown)) {
            LOG.error(
                    "Cannot probe " + one.course().address() + ", which counts neither way; said once for each cause",
                    thrown);
        }
    }

    private synchronized void rest() {
        if (wanted.isEmpty() && series.isEmpty()) {
            beat.stop();
        }
    }

    /** Ends for good; probes that are under way are dropped, soon. */
    @Override
    public synchronized void close() {
        wanted = List.of();
        beat.close(() -> Guarded.run(
                () -> serve(surroundings.nanoTime().getAsLong()), thrown -> LOG.warn("A probe does not end", thrown)));
    }
}
