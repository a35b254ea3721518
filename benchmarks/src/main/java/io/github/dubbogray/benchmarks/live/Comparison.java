package io.github.dubbogray.benchmarks.live;

import io.github.dubbogray.benchmarks.report.Figure;
import io.github.dubbogray.benchmarks.report.Question;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Rounds of the same turns beside those of plain Dubbo. Where plain Dubbo has a twin among them, that one's ratios judge the
 * others; and bytes, which hardly change from turn to turn but from process to process, are held against the mean of both.
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
        boolean isBesideBoth = measure.isOfTheProcess() && isJudged(entrant);
        double ratio = isBesideBoth ? value / ofBoth(measure) : Pairs.median(ratios(entrant, measure));
        Verdict verdict = isJudged(entrant) ? measure.judge(ratio, Spread.of(ratios(Entrant.TWIN, measure))) : null;
        return new Figure(
                Question.CALL,
                entrant.words() + ", " + where + ": " + measure.words(),
                value,
                measure.unit(),
                isBesideBoth ? Entrant.PLAIN.words() + " and its twin" : Entrant.PLAIN.words(),
                value / ratio,
                verdict == null ? null : verdict.limit(),
                verdict != null && verdict.isMet());
    }

    private boolean isJudged(Entrant entrant) {
        return entrant != Entrant.TWIN && rounds.containsKey(Entrant.TWIN);
    }

    private double ofBoth(Measure measure) {
        return (measure.median(of(Entrant.PLAIN)) + measure.median(of(Entrant.TWIN))) / 2;
    }

    private double[] ratios(Entrant entrant, Measure measure) {
        return measure.ratios(new Pairs(of(entrant), of(Entrant.PLAIN)));
    }

    private List<Round> of(Entrant entrant) {
        return rounds.getOrDefault(entrant, List.of());
    }
}
