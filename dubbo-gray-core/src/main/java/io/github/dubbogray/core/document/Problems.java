package io.github.dubbogray.core.document;

import io.github.dubbogray.core.document.yaml.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong, so that an operator sees all of it at once. */
public final class Problems {

    private final List<Problem> found = new ArrayList<>();

    /** Adds a problem. */
    public void add(Place place, String path, String message) {
        found.add(new Problem(place, path, message));
    }

    /** Returns whether nothing is wrong. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Returns all problems in the order of the text. */
    public List<Problem> inOrder() {
        return found.stream().sorted(Comparator.comparing(Problem::place)).toList();
    }
}
