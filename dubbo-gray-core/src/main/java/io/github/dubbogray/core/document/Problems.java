package io.github.dubbogray.core.document;

import io.github.dubbogray.core.document.yaml.Place;
import io.github.dubbogray.core.document.yaml.YamlReading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Collects what is wrong, so that an operator sees all of it at once; past 200 problems, how many there are. */
public final class Problems {

    /** More than anybody reads; keeps one broken text from filling a log. */
    static final int MAX_REPORTED = 200;

    private final First errors = new First();
    private final First remarks = new First();

    /** Adds what is wrong with a text as YAML. */
    public void addAll(List<YamlReading.Fault> faults) {
        faults.forEach(fault -> add(ProblemKind.of(fault.kind()), fault.place(), Path.ROOT, fault.message()));
    }

    /** Adds a problem. */
    public void add(ProblemKind kind, Place place, Path path, String message) {
        (kind.severity() == Severity.ERROR ? errors : remarks).add(kind, place, path, message);
    }

    /** Returns whether something keeps the text from taking effect. */
    public boolean hasErrors() {
        return errors.count > 0;
    }

    /** Returns the errors in the order of the text. */
    public List<Problem> errors() {
        return errors.inOrder();
    }

    /** Returns what is no error in the order of the text. */
    public List<Problem> remarks() {
        return remarks.inOrder();
    }

    /** The first problems of the text, in whatever order they are found: no more are kept than are shown. */
    private static final class First {

        private static final Comparator<Found> IN_TEXT =
                Comparator.comparing((Found found) -> found.problem().place()).thenComparing(Found::number);

        private final PriorityQueue<Found> lastOnTop = new PriorityQueue<>(IN_TEXT.reversed());
        private int count;

        private record Found(Problem problem, int number) {}

        void add(ProblemKind kind, Place place, Path path, String message) {
            count++;
            Found last = lastOnTop.peek();
            boolean isFull = lastOnTop.size() > MAX_REPORTED;
            if (last != null && isFull && place.compareTo(last.problem().place()) >= 0) {
                return;
            }
            lastOnTop.add(new Found(new Problem(kind, place, path.toString(), message), count));
            if (isFull) {
                lastOnTop.remove();
            }
        }

        List<Problem> inOrder() {
            List<Problem> first = new ArrayList<>(
                    lastOnTop.stream().sorted(IN_TEXT).map(Found::problem).toList());
            if (count > MAX_REPORTED) {
                Problem next = first.remove(MAX_REPORTED);
                int more = count - MAX_REPORTED;
                first.add(new Problem(
                        ProblemKind.more(next.severity()),
                        next.place(),
                        "",
                        "from here on " + more + " more; mend those above and read again"));
            }
            return List.copyOf(first);
        }
    }
}
