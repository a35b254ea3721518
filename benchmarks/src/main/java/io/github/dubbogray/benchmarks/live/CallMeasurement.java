package io.github.dubbogray.benchmarks.live;

import io.github.dubbogray.benchmarks.report.Figure;
import io.github.dubbogray.benchmarks.report.Question;
import io.github.dubbogray.it.fleet.Fleet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whole calls on loopback: consumer and provider in processes of their own, with the jars on both sides and without. The
 * consumers take turns, a short round each, and a figure is the median of the ratios of the turns.
 *
 * @param turns how many rounds each consumer makes
 * @param millis how long a round is
 */
record CallMeasurement(int turns, long millis) {

    private static final int RULES = 50;
    private static final int MANY = 1_000;
    private static final double BUDGET = 0.01;

    /** Until the compiler has done its work; each caller has the same. */
    private static final long WARM_UP_MILLIS = 8_000;

    private static final int WARM_UP_THREADS = 4;
    private static final List<Integer> THREADS = List.of(1, 16);

    /** Measures one protocol with so many registered instances. */
    List<Figure> measure(Fleet fleet, String protocol, int instances) throws Exception {
        try (Arena with = new Arena(fleet);
                Arena without = new Arena(fleet)) {
            with.publish(Documents.ofRules(RULES));
            with.serve(Jars.ON, protocol, "provider", Map.of("version", "v1"), 0, instances);
            without.serve(Jars.OFF, protocol, "provider", Map.of(), 0, instances);
            CallerProcess off = without.caller(Jars.OFF, "off");
            CallerProcess on = with.caller(Jars.ON, "on");
            CallerProcess recommended = with.caller(Jars.RECOMMENDED, "recommended");
            for (CallerProcess caller : List.of(off, on, recommended)) {
                caller.round(WARM_UP_THREADS, WARM_UP_MILLIS);
            }
            List<Figure> figures = new ArrayList<>();
            for (int threads : THREADS) {
                String where = protocol + ", " + instances + " instances, " + threads + " thread(s)";
                figures.addAll(figures(Jars.ON.words() + ", " + where, pairs(on, off, threads), instances));
                figures.addAll(
                        figures(Jars.RECOMMENDED.words() + ", " + where, pairs(recommended, off, threads), instances));
            }
            return figures;
        }
    }

    private Pairs pairs(CallerProcess with, CallerProcess without, int threads) {
        with.round(threads, millis); // as many threads as will be measured
        without.round(threads, millis);
        List<Round> ours = new ArrayList<>();
        List<Round> theirs = new ArrayList<>();
        for (int turn = 0; turn < turns; turn++) {
            if (turn % 2 == 0) { // who comes second may find a warmer machine
                ours.add(with.round(threads, millis));
                theirs.add(without.round(threads, millis));
            } else {
                theirs.add(without.round(threads, millis));
                ours.add(with.round(threads, millis));
            }
        }
        return new Pairs(ours, theirs);
    }

    private static List<Figure> figures(String name, Pairs pairs, int instances) {
        double rate = pairs.ratio(Round::perSecond);
        double p50 = pairs.ratio(Round::p50);
        double p90 = pairs.ratio(Round::p90);
        double p99 = pairs.ratio(Round::p99);
        boolean isBudgeted = instances < MANY;
        return List.of(
                figure(name + ": calls", "1/s", pairs.median(Round::perSecond), rate, isBudgeted, rate >= 1 - BUDGET),
                figure(name + ": p50", "us", pairs.median(Round::p50), p50, isBudgeted, p50 <= 1 + BUDGET),
                figure(name + ": p90", "us", pairs.median(Round::p90), p90, false, false),
                figure(name + ": p99", "us", pairs.median(Round::p99), p99, isBudgeted, p99 <= 1 + BUDGET));
    }

    private static Figure figure(
            String name, String unit, double value, double ratio, boolean isBudgeted, boolean isMet) {
        return new Figure(
                Question.CALL,
                name,
                value,
                unit,
                Jars.OFF.words(),
                value / ratio,
                isBudgeted ? "within 1 %" : null,
                isMet);
    }
}
