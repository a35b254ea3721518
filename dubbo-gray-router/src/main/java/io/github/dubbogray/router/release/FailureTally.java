package io.github.dubbogray.router.release;

import io.github.dubbogray.core.release.count.FailedCalls;
import io.github.dubbogray.core.release.count.FailedCalls.Trait;
import io.github.dubbogray.core.release.count.FailedCalls.Value;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/**
 * Which calls to gray fail: counted by method, instance and version, so many of each and no more, with the first traces of failed
 * ones. Any thread may count; a reading in between may miss the newest.
 */
final class FailureTally {

    /** How many values of a trait are told apart; calls of further ones are in no part. */
    static final int MOST_VALUES = 64;

    private final Map<Trait, Map<String, Count>> counts = new EnumMap<>(Trait.class);
    private final List<String> traces = new CopyOnWriteArrayList<>();

    FailureTally() {
        for (Trait trait : Trait.values()) {
            counts.put(trait, new ConcurrentHashMap<>());
        }
    }

    private record Count(LongAdder calls, LongAdder failures) {

        void add(boolean isFailed) {
            calls.increment();
            if (isFailed) {
                failures.increment();
            }
        }

        Value of(String name) {
            long failed = failures.sum(); // before the calls, so that there are never more failures than calls
            return new Value(name, failed, Math.max(failed, calls.sum()));
        }
    }

    void called(ServedCall served, boolean isFailed) {
        add(Trait.METHOD, served.method(), isFailed);
        add(Trait.INSTANCE, served.instance(), isFailed);
        add(Trait.VERSION, served.version(), isFailed);
        if (isFailed && traces.size() < FailedCalls.MOST_TRACES) {
            addTrace(served.trace());
        }
    }

    private void add(Trait trait, String name, boolean isFailed) {
        Map<String, Count> known = counts.getOrDefault(trait, Map.of());
        Count count = known.get(name);
        if (count == null && known.size() < MOST_VALUES && Value.isName(name)) {
            count = known.computeIfAbsent(name, first -> new Count(new LongAdder(), new LongAdder()));
        }
        if (count != null) {
            count.add(isFailed);
        }
    }

    private void addTrace(String trace) {
        if (FailedCalls.isTrace(trace) && !traces.contains(trace)) {
            traces.add(trace);
        }
    }

    FailedCalls failed() {
        Map<Trait, Value> most = new EnumMap<>(Trait.class);
        counts.forEach((trait, known) -> most(known).ifPresent(value -> most.put(trait, value)));
        return new FailedCalls(most, traces);
    }

    private static Optional<Value> most(Map<String, Count> known) {
        return known.entrySet().stream()
                .map(entry -> entry.getValue().of(entry.getKey()))
                .filter(value -> value.failures() > 0)
                .max(Comparator.comparingLong(Value::failures).thenComparing(Value::name));
    }
}
