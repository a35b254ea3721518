package io.github.dubbogray.benchmarks.live;

import io.github.dubbogray.benchmarks.report.Figure;
import io.github.dubbogray.benchmarks.report.Question;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rounds of the same turns beside those of plain Dubbo. Where plain Dubbo has a twin among them, that one's ratios judge the
 * others.
 *
 * @param where the case that all of them are of
 * @param rounds of each entrant, in the order of turns; {@link Entrant#PLAIN} is among them
 */
record Comparison(String where, Map<Entrant, List<Round>> rounds) {

    Comparison {
        rounds = Map.copyOf(rounds);
    }

    /** Returns all measures of each entrant but the plain one. */
    List<Figure> figures() {
        return Arrays.stream(Entrant.values())
                .filter(entrant -> entrant != Entrant.PLAIN && rounds.containsKey(entrant))
                .flatMap(entrant -> Arrays.stream(Measure.values()).map(measure -> figure(entrant, measure)))
                .toList();
    }

    private Figure figure(Entrant entrant, Measure measure) {
        double value = measure.median(of(entrant));
        double ratio = Pairs.median(ratios(entrant, measure));
        Verdict verdict = verdict(entrant, measure, ratio);
        return new Figure(
                Question.CALL,
                entrant.words() + ", " + where + ": " + measure.words(),
                value,
                measure.unit(),
                Entrant.PLAIN.words(),
                value / ratio,
                verdict == null ? null : verdict.limit(),
                verdict != null && verdict.isMet());
    }

    private @Nullable Verdict verdict(Entrant entrant, Measure measure, double ratio) {
        return entrant == Entrant.TWIN || !rounds.containsKey(Entrant.TWIN)
                ? null
                : measure.judge(ratio, Spread.of(ratios(Entrant.TWIN, measure)));
    }

    private double[] ratios(Entrant entrant, Measure measure) {
        return measure.ratios(new Pairs(of(entrant), of(Entrant.PLAIN)));
    }

    private List<Round> of(Entrant entrant) {
        return rounds.getOrDefault(entrant, List.of());
    }
}
