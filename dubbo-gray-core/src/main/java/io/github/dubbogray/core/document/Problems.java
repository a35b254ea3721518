package io.github.dubbogray.core.document;

import io.github.dubbogray.core.document.yaml.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong, so that an operator sees all of it at once. */
final class Problems {

    private final List<Problem> found = new ArrayList<>();

    void add(Place place, String path, String message) {
        found.add(new Problem(place, path, message));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<Problem> inOrder() {
        return found.stream().sorted(Comparator.comparing(Problem::place)).toList();
    }
}
