package io.github.dubbogray.router.meter;

import java.util.List;
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

    /** Returns the series of now. Their values go on; which series there are does not. */
    public List<Gauge> now() {
        return sources.stream().flatMap(Supplier::get).toList();
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
