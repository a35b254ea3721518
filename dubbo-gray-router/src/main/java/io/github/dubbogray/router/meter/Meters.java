package io.github.dubbogray.router.meter;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.dubbo.rpc.model.ApplicationModel;

/**
 * What was counted in one application since it started. Everybody may read it; counting is for this library's own modules.
 *
 * <p>A series is made when it is first counted, and stays. A meter has at most {@value #MOST_SERIES} of them: then those that
 * are retired give their place, the first retired first, and what comes when there are none is counted together, with {@value
 * #OTHER} as the value of each tag, so that nobody can make it grow.
 */
public final class Meters {

    /** How many series a meter has at most, beside the one for all others. */
    public static final int MOST_SERIES = 1_000;

    /** The value of every tag where there are too many. */
    public static final String OTHER = "other";

    private final Map<Meter, Map<List<String>, Counter>> series = new EnumMap<>(Meter.class);
    private final List<SeriesFollower> followers = new CopyOnWriteArrayList<>();

    /** Guarded by this: the series that nothing in force leads to, meter by meter, in the order that they were retired in. */
    private final Map<Meter, Set<Counter>> retired = new EnumMap<>(Meter.class);

    /** Meters of which every place is taken, and no series retired: what is new of them is counted without a lock. */
    private final Set<Meter> full = ConcurrentHashMap.newKeySet();

    /** Replaced as a whole; read for each call. */
    private volatile List<Stopwatch> stopwatches = List.of();

    /** Begins with nothing; counters without tags are there at once, with zero. */
    public Meters() {
        for (Meter meter : Meter.values()) {
            if (meter.kind() == Meter.Kind.COUNTER) {
                series.put(meter, new ConcurrentHashMap<>());
                if (meter.tags().isEmpty()) {
                    counter(meter);
                }
            }
        }
    }

    /** Returns those of an application. Asking for them begins nothing else of this library. */
    public static Meters of(ApplicationModel application) {
        return application.getBeanFactory().getOrRegisterBean(Meters.class);
    }

    /**
     * Returns the series of a counter with these values of its tags; to be kept by who counts often.
     *
     * @param values one for each of {@link Meter#tags}, in their order
     * @throws IllegalArgumentException if there are more or fewer, or the meter is no counter
     */
    public Counter counter(Meter meter, String... values) {
        Map<List<String>, Counter> known = series.get(meter);
        List<String> key = List.of(values);
        if (known == null || key.size() != meter.tags().size()) {
            throw new IllegalArgumentException(meter + " is counted by " + meter.tags() + ", not by " + key);
        }
        Counter found = known.get(key);
        if (found == null && full.contains(meter)) {
            found = known.get(others(meter));
        }
        return found != null ? found : newCounter(meter, key, known);
    }

    private static List<String> others(Meter meter) {
        return Collections.nCopies(meter.tags().size(), OTHER);
    }

    private synchronized Counter newCounter(Meter meter, List<String> values, Map<List<String>, Counter> known) {
        Counter there = known.get(values);
        if (there != null) { // made by another thread meanwhile
            return there;
        }
        List<String> key = hasPlace(meter, known) ? values : others(meter);
        Counter other = known.get(key);
        if (other != null) {
            return other;
        }
        Counter made = new Counter(meter, key);
        known.put(key, made);
        followers.forEach(follower -> follower.began(made));
        return made;
    }

    private boolean hasPlace(Meter meter, Map<List<String>, Counter> known) {
        if (known.size() < MOST_SERIES) {
            return true;
        }
        Iterator<Counter> waiting = retired.getOrDefault(meter, Set.of()).iterator();
        if (!waiting.hasNext()) {
            full.add(meter);
            return false;
        }
        Counter first = waiting.next();
        waiting.remove();
        known.remove(first.values());
        followers.forEach(follower -> follower.ended(first));
        return true;
    }

    /**
     * Says which series something in force leads to, of those that may have been retired before or are to be now. Others are
     * not touched.
     *
     * @param concerned which series this is about
     * @param isInForce whether it stays; else it is retired: it goes on to be there until its place is needed
     */
    public synchronized void retire(Predicate<Counter> concerned, Predicate<Counter> isInForce) {
        all().filter(concerned).forEach(series -> {
            Set<Counter> ofMeter = retired.computeIfAbsent(series.meter(), meter -> new LinkedHashSet<>());
            if (isInForce.test(series)) {
                ofMeter.remove(series);
            } else {
                ofMeter.add(series);
                full.remove(series.meter());
            }
        });
    }

    /** Counts one. */
    public void count(Meter meter, String... values) {
        counter(meter, values).increment();
    }

    /** Returns how much was counted so far, in all series of a counter. */
    public long value(Meter meter) {
        return of(meter).mapToLong(Counter::value).sum();
    }

    /**
     * Returns how much was counted so far in the series that have one value of one tag.
     *
     * @throws IllegalArgumentException if the meter has no such tag
     */
    public long value(Meter meter, String tag, String value) {
        if (!meter.tags().contains(tag)) {
            throw new IllegalArgumentException(meter + " has no tag " + tag + ", only " + meter.tags());
        }
        return of(meter)
                .filter(counter -> value.equals(counter.value(tag)))
                .mapToLong(Counter::value)
                .sum();
    }

    /** Returns every series, meter by meter in their order. */
    public Stream<Counter> all() {
        return series.keySet().stream().flatMap(this::of);
    }

    /** Hands over every series, those that are there and each later one once. */
    public synchronized void follow(SeriesFollower follower) {
        followers.add(follower);
        all().forEach(follower::began);
    }

    /** Hands every later time to a stopwatch. */
    public synchronized void time(Stopwatch stopwatch) {
        stopwatches = Stream.concat(stopwatches.stream(), Stream.of(stopwatch)).toList();
    }

    /** Returns whether anybody takes times. One read. */
    public boolean areTimed() {
        return !stopwatches.isEmpty();
    }

    /** Returns those who take times. */
    public List<Stopwatch> stopwatches() {
        return stopwatches;
    }

    private Stream<Counter> of(Meter meter) {
        Map<List<String>, Counter> known = series.get(meter);
        return known == null ? Stream.empty() : known.values().stream();
    }

    /** Says all of it, a line for each counter that has something, as the router's snapshot does. */
    @Override
    public String toString() {
        return series.keySet().stream()
                .flatMap(meter -> of(meter)
                        .map(Meters::line)
                        .filter(line -> !line.isEmpty())
                        .sorted())
                .collect(Collectors.joining("\n"));
    }

    private static String line(Counter counter) {
        return counter.value() == 0
                ? ""
                : counter.meter().id() + tagged(counter.meter().tags(), counter.values()) + " " + counter.value();
    }

    private static String tagged(List<String> keys, List<String> values) {
        return keys.isEmpty()
                ? ""
                : IntStream.range(0, keys.size())
                        .mapToObj(i -> keys.get(i) + "=" + values.get(i))
                        .collect(Collectors.joining(", ", "{", "}"));
    }
}
