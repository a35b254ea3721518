package io.github.dubbogray.benchmarks.live;

import io.github.dubbogray.benchmarks.report.Figure;
import io.github.dubbogray.benchmarks.report.Question;
import io.github.dubbogray.it.fleet.Fleet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whole calls on loopback: plain Dubbo, the same once more, and the jars on both sides, all there at once and each in
 * processes of its own, which take turns, a round each. A figure is the median over the turns of the ratio to plain Dubbo;
 * what judges it is how far the second plain Dubbo stood from the first in the same turns.
 *
 * @param entrants who takes part
 * @param threads in how many threads a consumer calls, one comparison each
 * @param turns how many rounds each makes for a comparison
 * @param millis how long a round is
 * @param warm when nothing more is to be waited for
 * @param warmUp at most so many rounds before
 */
record CallMeasurement(
        List<Entrant> entrants, List<Integer> threads, int turns, long millis, StandStill warm, int warmUp) {

    private static final int WARM_UP_THREADS = 4;
    private static final long WARM_UP_MILLIS = 1_000;

    CallMeasurement {
        entrants = List.copyOf(entrants);
        threads = List.copyOf(threads);
    }

    /** Measures one protocol with so many registered instances. */
    List<Figure> measure(Fleet fleet, String protocol, int instances) throws Exception {
        try (Field field = Field.start(fleet, entrants, protocol, instances)) {
            String where = protocol + ", " + instances + " instances";
            List<Figure> figures = new ArrayList<>();
            figures.add(warmUp(field, where));
            for (int count : threads) {
                field.run(1, count, millis, rounds -> false); // as many threads as will be measured
                figures.addAll(new Comparison(
                                where + ", " + count + (count == 1 ? " thread" : " threads"),
                                field.run(turns, count, millis, rounds -> false))
                        .figures());
            }
            return figures;
        }
    }

    /** Goes on until each has had its calls and stands still, so that all have had as many rounds. */
    private Figure warmUp(Field field, String where) {
        Map<Entrant, List<Round>> rounds = field.run(warmUp, WARM_UP_THREADS, WARM_UP_MILLIS, this::areWarm);
        double fewest =
                rounds.values().stream().mapToDouble(StandStill::calls).min().orElseThrow();
        return new Figure(
                Question.CALL,
                "warm-up, " + where + ": calls of the slowest",
                fewest,
                "calls",
                null,
                0,
                warm.words(),
                areWarm(rounds));
    }

    private boolean areWarm(Map<Entrant, List<Round>> rounds) {
        return rounds.values().stream().allMatch(warm::isReached);
    }
}
