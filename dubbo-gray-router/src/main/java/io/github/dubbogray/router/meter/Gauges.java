package io.github.dubbogray.router.meter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What one application is now, in numbers; each part of it gives its own. */
public final class Gauges {

    private final List<Supplier<Stream<Gauge>>> sources = new CopyOnWriteArrayList<>();
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();

    /** Begins with nothing. */
    public Gauges() {}

    /** Adds a part; what it gives may differ each time it is asked. */
    public void add(Supplier<Stream<Gauge>> source) {
        sources.add(source);
        changed();
    }

    /**
     * Returns the series of now, of each meter no more than a counter has ({@link Meters#MOST_SERIES}); the others' sum is
     * one more. Their values go on; which series there are does not.
     */
    public List<Gauge> now() {
        Map<Meter, List<Gauge>> all = new EnumMap<>(Meter.class);
        sources.stream()
                .flatMap(Supplier::get)
                .forEach(gauge -> all.computeIfAbsent(gauge.meter(), meter -> new ArrayList<>())
                        .add(gauge));
        return all.values().stream().flatMap(Gauges::bounded).toList();
    }

    private static Stream<Gauge> bounded(List<Gauge> series) {
        if (series.size() <= Meters.MOST_SERIES) {
            return series.stream();
        }
        List<Gauge> inOrder = series.stream() // the same ones each time
                .sorted(Comparator.comparing(gauge -> String.join("\0", gauge.values())))
                .toList();
        return Stream.concat(
                inOrder.stream().limit(Meters.MOST_SERIES),
                Stream.of(Gauge.ofOthers(inOrder.subList(Meters.MOST_SERIES, inOrder.size()))));
    }

    /** Calls a follower whenever there may be other series than before, on the thread of that; it must not block. */
    public void follow(Runnable follower) {
        followers.add(follower);
    }

    /** Says that there may be other series now. */
    public void changed() {
        followers.forEach(Runnable::run);
    }
}
