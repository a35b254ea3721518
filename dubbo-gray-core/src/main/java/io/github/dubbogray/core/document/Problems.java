package io.github.dubbogray.core.document;

import io.github.dubbogray.core.document.yaml.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Collects what is wrong, so that an operator sees all of it at once. */
public final class Problems {

    /** More than anybody reads; keeps one broken text from filling a log. */
    static final int MAX_REPORTED = 200;

    private final List<Problem> found = new ArrayList<>();

    /** Adds an error. */
    public void add(Place place, String path, String message) {
        add(Severity.ERROR, place, path, message);
    }

    /** Adds a problem. */
    public void add(Severity severity, Place place, String path, String message) {
        found.add(new Problem(severity, place, path, message));
    }

    /** Returns whether something keeps the text from taking effect. */
    public boolean hasErrors() {
        return found.stream().anyMatch(Problems::isError);
    }

    /** Returns the errors in the order of the text. */
    public List<Problem> errors() {
        return inOrder(Problems::isError);
    }

    /** Returns what is no error in the order of the text. */
    public List<Problem> remarks() {
        return inOrder(problem -> !isError(problem));
    }

    private static boolean isError(Problem problem) {
        return problem.severity() == Severity.ERROR;
    }

    private List<Problem> inOrder(Predicate<Problem> wanted) {
        List<Problem> all = found.stream()
                .filter(wanted)
                .sorted(Comparator.comparing(Problem::place))
                .toList();
        return all.size() <= MAX_REPORTED ? all : shortened(all);
    }

    private static List<Problem> shortened(List<Problem> all) {
        List<Problem> shortened = new ArrayList<>(all.subList(0, MAX_REPORTED));
        Problem next = all.get(MAX_REPORTED);
        int more = all.size() - MAX_REPORTED;
        shortened.add(new Problem(
                next.severity(), next.place(), "", "from here on " + more + " more; mend those above and read again"));
        return List.copyOf(shortened);
    }
}
