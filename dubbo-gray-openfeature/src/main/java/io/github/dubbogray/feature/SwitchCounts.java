package io.github.dubbogray.feature;

import io.github.dubbogray.core.feature.Failure;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What went wrong since the start, in numbers. */
public final class SwitchCounts {

    private static final LongAdder NONE = new LongAdder();

    private final Owner owner;
    private final Map<Failure, LongAdder> failures = new ConcurrentHashMap<>();
    private final LongAdder refused = new LongAdder();
    private final LongAdder bugs = new LongAdder();

    /**
     * Begins with nothing.
     *
     * @param owner is told of each
     */
    SwitchCounts(Owner owner) {
        this.owner = owner;
    }

    /** Counts a question that got no value. */
    public void failed(Failure cause) {
        failures.computeIfAbsent(cause, first -> new LongAdder()).increment();
        owner.failed(cause);
    }

    /** Counts a question that this library itself failed, which so got no value. */
    public void bug() {
        bugs.increment();
        failed(Failure.GENERAL);
    }

    /** Counts a bug beside all questions. */
    void bugElsewhere() {
        bugs.increment();
    }

    void refusedText() {
        refused.increment();
        owner.refusedText();
    }

    /** Returns how many questions got no value, and so the caller's own default, by their cause. */
    public Map<Failure, Long> failures() {
        Map<Failure, Long> counted = new EnumMap<>(Failure.class);
        for (Failure cause : Failure.values()) {
            counted.put(cause, failures.getOrDefault(cause, NONE).sum());
        }
        return counted;
    }

    /** Returns how many texts were refused. */
    public long refusedTexts() {
        return refused.sum();
    }

    /** Returns how often this library itself failed. */
    public long bugs() {
        return bugs.sum();
    }
}
