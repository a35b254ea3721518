package io.github.dubbogray.core.memo;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Remembers a bounded number of answers to questions that may come from anywhere, so that nobody can make it grow, and
 * nobody can fill it once and for all: what is asked for often stays, however many others are asked for in between.
 *
 * <p>Two generations. New answers go into the young one; when that is full it becomes the old one, and the old one before
 * it is forgotten. An answer of the old one that is asked for again becomes young again. So an answer that is asked for at
 * least once in {@code capacity} new ones is never forgotten.
 *
 * <p>Safe for many threads, without a lock on the way of an answer that is young. Two that fill the young generation at
 * once may forget a generation too many, which costs work and no answer.
 */
public final class Memo<K, V> {
    private final int capacity;

    /** Replaced as a whole, by whoever finds the young generation full. */
    private volatile Generations<K, V> generations = new Generations<>(new ConcurrentHashMap<>(), Map.of());

    private record Generations<K, V>(Map<K, V> young, Map<K, V> old) {}

    /**
     * Remembers nothing yet.
     *
     * @param capacity how many answers a generation holds, at least 1; there are two of them
     */
    public Memo(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity is " + capacity + ", must be at least 1");
        }
        this.capacity = capacity;
    }

    /** Returns what was remembered, or null if it was never worked out or is forgotten. */
    public @Nullable V get(K key) {
        Generations<K, V> now = generations;
        V young = now.young().get(key);
        if (young != null) {
            return young;
        }
        V old = now.old().get(key);
        if (old != null) {
            put(key, old);
        }
        return old;
    }

    /** Returns what was remembered, or else works it out and remembers it; two that ask at once may both work it out. */
    public V get(K key, Function<? super K, ? extends V> answer) {
        V known = get(key);
        if (known != null) {
            return known;
        }
        V fresh = answer.apply(key);
        put(key, fresh);
        return fresh;
    }

    /** Remembers an answer, in place of one to the same question. */
    public void put(K key, V value) {
        Generations<K, V> now = generations;
        if (now.young().size() >= capacity && !now.young().containsKey(key)) {
            now = new Generations<>(new ConcurrentHashMap<>(), now.young());
            generations = now;
        }
        now.young().put(key, value);
    }

    /** Returns how many answers are remembered now, one that is in both generations twice. */
    public int size() {
        Generations<K, V> now = generations;
        return now.young().size() + now.old().size();
    }
}
