package io.github.dubbogray.core.health;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the document says of failures, beside what is known without it: time-outs and network errors are failures,
 * business exceptions are not (clause H1).
 *
 * @param exceptions names of types whose exceptions are failures, those of their subtypes included
 * @param ignored names of types whose exceptions count nowhere, those of their subtypes included
 * @param retryOnStable methods that may be tried once more, on stable
 */
public record FailurePolicy(Set<String> exceptions, Set<String> ignored, List<MethodPattern> retryOnStable) {

    /** Nothing is said. */
    public static final FailurePolicy NONE = new FailurePolicy(Set.of(), Set.of(), List.of());

    public FailurePolicy {
        exceptions = Set.copyOf(exceptions);
        ignored = Set.copyOf(ignored);
        retryOnStable = List.copyOf(retryOnStable);
        Set<String> both = new HashSet<>(exceptions);
        both.retainAll(ignored);
        if (!both.isEmpty()) {
            throw new IllegalArgumentException("both a failure and ignored: " + both);
        }
    }

    /**
     * Says what an exception is: the nearest of its type and that type's superclasses that the document names decides.
     * Allocates nothing.
     *
     * @param unnamed what it is if the document names none of them
     */
    public Outcome outcomeOf(Class<?> exception, Outcome unnamed) {
        for (@Nullable Class<?> type = exception; type != null; type = type.getSuperclass()) {
            if (exceptions.contains(type.getName())) {
                return Outcome.FAILURE;
            }
            if (ignored.contains(type.getName())) {
                return Outcome.IGNORED;
            }
        }
        return unnamed;
    }

    /**
     * Says what an exception is of which only the type's name is known, as of a generic call: what the document says of that
     * name. Allocates nothing.
     *
     * @param unnamed what it is if the document does not name it
     */
    public Outcome outcomeOf(String exception, Outcome unnamed) {
        if (exceptions.contains(exception)) {
            return Outcome.FAILURE;
        }
        return ignored.contains(exception) ? Outcome.IGNORED : unnamed;
    }

    /** Returns whether a failed call of a method may be tried once more, on stable. Allocates nothing. */
    public boolean mayRetryOnStable(String method) {
        for (int i = 0; i < retryOnStable.size(); i++) { // no iterator: asked for each failed call
            if (retryOnStable.get(i).matches(method)) {
                return true;
            }
        }
        return false;
    }
}
