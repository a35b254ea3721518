package io.github.dubbogray.core.release.verdict;

import io.github.dubbogray.core.release.plan.Analysis;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one signal shows of a step.
 *
 * @param gray gray's rate in the step
 * @param stable stable's
 * @param test whether gray has more than its part
 */
public record Finding(Signal signal, Rate gray, Rate stable, ShareTest test) {

    /** Both signals may blame gray; together they do so by chance with the plan's probability at most. */
    private static final int SIGNALS = Signal.values().length;

    static Finding of(Signal signal, StepCalls calls, ShareTest test) {
        return new Finding(signal, signal.of(calls.gray()), signal.of(calls.stable()), test);
    }

    /** Returns what E must reach for a breach. */
    public static double breachAt(Analysis analysis) {
        return SIGNALS * Analysis.WHOLE / analysis.falseAlarm();
    }

    /** Returns how much worse than stable gray may be. */
    public Proof proof() {
        return Proof.of(gray, stable);
    }

    /** Returns how near to a breach it is: 0 for no sign of one, 1 for a breach. */
    public double towardsBreach(Analysis analysis) {
        return test.isGrayWorse() ? Math.min(1, Math.max(0, test.logE() / Math.log(breachAt(analysis)))) : 0;
    }

    /** Returns how near to a proof it is: 0 for nothing known, 1 for a proof. */
    public double towardsProof(Analysis analysis) {
        return Math.min(1, signal.margin(analysis) / Math.max(proof().mostHarm(), signal.margin(analysis)));
    }

    /** Returns the verdict by this signal alone. */
    public Verdict verdict(Analysis analysis) {
        return breach(analysis).<Verdict>map(found -> found).orElseGet(() -> harm(analysis));
    }

    /** Returns the breach that this signal alone shows, if it does. */
    Optional<Verdict.Breach> breach(Analysis analysis) {
        return test.isGrayWorse() && test.logE() >= Math.log(breachAt(analysis))
                ? Optional.of(new Verdict.Breach(
                        figures() + "; E is " + number(test.e()) + ", a breach from " + number(breachAt(analysis))))
                : Optional.empty();
    }

    private Verdict harm(Analysis analysis) {
        if (gray.calls() == 0) {
            return new Verdict.Inconclusive("gray had no calls in this step");
        }
        if (gray.calls() < analysis.minCalls()) {
            return tooFewCalls(analysis);
        }
        if (stable.calls() == 0) {
            return new Verdict.Inconclusive("stable had no calls in this step to compare with");
        }
        double mostHarm = proof().mostHarm();
        return mostHarm <= signal.margin(analysis)
                ? new Verdict.Proven(figures() + "; at most " + points(mostHarm) + " above stable, "
                        + points(signal.margin(analysis)) + " are no harm")
                : notProven(analysis, mostHarm);
    }

    private Verdict tooFewCalls(Analysis analysis) {
        long missing = analysis.minCalls() - gray.calls();
        OptionalLong needed = Proof.grayCallsNeeded(gray, stable, signal.margin(analysis));
        return new Verdict.Inconclusive(
                "gray had " + gray.calls() + " calls in this step, fewer than " + analysis.minCalls(),
                needed.isPresent() ? OptionalLong.of(Math.max(missing, needed.getAsLong() - gray.calls())) : needed);
    }

    private Verdict notProven(Analysis analysis, double mostHarm) {
        double margin = signal.margin(analysis);
        OptionalLong needed = Proof.grayCallsNeeded(gray, stable, margin);
        String sofar = figures() + "; up to " + points(mostHarm) + " above stable cannot be ruled out yet, "
                + points(margin) + " are no harm";
        return needed.isPresent()
                ? new Verdict.Inconclusive(
                        sofar + "; about " + (needed.getAsLong() - gray.calls())
                                + " more gray calls would, at these rates",
                        OptionalLong.of(needed.getAsLong() - gray.calls()))
                : new Verdict.Inconclusive(sofar + "; at these rates no number of calls would");
    }

    private String figures() {
        return gray.describe() + " gray calls " + signal.done() + ", " + stable.describe() + " of stable";
    }

    private static String points(double part) {
        return String.format(Locale.ROOT, "%.2f points", 100 * part);
    }

    private static String number(double e) {
        return e >= 1e6 ? String.format(Locale.ROOT, "%.1e", e) : String.format(Locale.ROOT, "%.1f", e);
    }
}
