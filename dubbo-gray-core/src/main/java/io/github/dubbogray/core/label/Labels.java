package io.github.dubbogray.core.label;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The labels of an instance, or a wish for such labels: keys and values, sorted by key, immutable.
 *
 * <p>Keys and values consist of {@code [A-Za-z0-9._-]} and have 1 to {@value PairSyntax#MAX_LENGTH} characters.
 */
public final class Labels {

    /** No labels at all. */
    public static final Labels NONE = new Labels(new TreeMap<>());

    private final SortedMap<String, String> values;

    /** Made when first asked for, 0 until then; threads that race make the same. */
    private int hash;

    /** Made when first asked for; threads that race make the same. */
    private @Nullable String text;

    private Labels(SortedMap<String, String> values) {
        this.values = Collections.unmodifiableSortedMap(values);
    }

    /**
     * Copies the given keys and values.
     *
     * @throws IllegalArgumentException if a key or value is not well-formed; the message names it
     */
    public static Labels of(Map<String, String> values) {
        values.forEach((key, value) -> {
            PairSyntax.requireToken("label key", key);
            PairSyntax.requireToken("value of label " + key, value);
        });
        return values.isEmpty() ? NONE : new Labels(new TreeMap<>(values));
    }

    /** Returns the labels with one key and value. */
    public static Labels of(String key, String value) {
        return of(Map.of(key, value));
    }

    /** Reads {@code k=v,k=v}; a pair that is not well-formed is left out and reported. */
    public static LabelsReading read(String text) {
        PairSyntax syntax = PairSyntax.read(text);
        return new LabelsReading(of(syntax.pairs()), syntax.problems());
    }

    /** Returns the value of a key, if there is one. */
    public Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Returns whether every key of {@code wanted} is here with the same value. */
    public boolean containsAll(Labels wanted) {
        for (Map.Entry<String, String> label : wanted.values.entrySet()) {
            if (!label.getValue().equals(values.get(label.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether some key has one value here and another there, so that no instance has the labels of both. */
    public boolean contradicts(Labels other) {
        return values.entrySet().stream().anyMatch(label -> {
            String there = other.values.get(label.getKey());
            return there != null && !there.equals(label.getValue());
        });
    }

    /** Returns these labels without one key. */
    public Labels without(String key) {
        SortedMap<String, String> rest = new TreeMap<>(values);
        rest.remove(key);
        return rest.isEmpty() ? NONE : new Labels(rest);
    }

    /** Returns whether there is no label. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** Returns the keys and values, sorted by key, unmodifiable. */
    public SortedMap<String, String> toMap() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Labels that && hashCode() == that.hashCode() && values.equals(that.values));
    }

    @Override
    public int hashCode() {
        int known = hash;
        if (known == 0) {
            known = values.hashCode();
            hash = known;
        }
        return known;
    }

    /** Returns {@code k=v,k=v}, sorted by key. */
    @Override
    public String toString() {
        String known = text;
        if (known == null) {
            known = values.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(","));
            text = known;
        }
        return known;
    }
}
