package io.github.dubbogray.router.meter;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** One series of a counter: what was counted with these values of its tags. Any thread may count. */
public final class Counter {

    private final Meter meter;
    private final List<String> values;
    private final LongAdder counted = new LongAdder();

    Counter(Meter meter, List<String> values) {
        this.meter = meter;
        this.values = values;
    }

    /** Returns what it is a series of. */
    public Meter meter() {
        return meter;
    }

    /** Returns the values of {@link Meter#tags}, in their order. */
    public List<String> values() {
        return values;
    }

    /** Returns the value of a tag, or null if the meter has no such tag. */
    public @Nullable String value(String tag) {
        int position = meter.tags().indexOf(tag);
        return position < 0 ? null : values.get(position);
    }

    /** Returns how much was counted so far. */
    public long value() {
        return counted.sum();
    }

    /** Counts one; for this library's own modules. Allocates nothing. */
    public void increment() {
        counted.increment();
    }
}
