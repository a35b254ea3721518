package io.github.dubbogray.core.release.verdict;

import io.github.dubbogray.core.release.plan.Source;
import java.util.Locale;

/**
 * How a query answered in the latest looks.
 *
 * @param last what it answered last; {@link Double#NaN} before the first answer
 * @param above how many answers in a row were above its maximum, up to the last one
 * @param within how many were not
 */
public record QueryRun(double last, int above, int within) {

    /** No answer yet. */
    public static final QueryRun NEW = new QueryRun(Double.NaN, 0, 0);

    /** How many answers in a row decide: one may be chance. */
    static final int DECIDING = 3;

    QueryRun plus(double answer, double max) {
        if (Double.isNaN(answer)) {
            return this; // as a ratio of nothing by nothing: no answer
        }
        return answer > max ? new QueryRun(answer, above + 1, 0) : new QueryRun(answer, 0, within + 1);
    }

    /** Returns the verdict by this query alone. */
    public Verdict verdict(Source.Query query) {
        String answered = "query " + query.name() + " answered " + String.format(Locale.ROOT, "%.4g", last)
                + ", at most " + query.describeMax() + " is no harm";
        if (above >= DECIDING) {
            return new Verdict.Breach(answered + ", " + above + " times in a row above");
        }
        return within >= DECIDING
                ? new Verdict.Proven(answered)
                : new Verdict.Inconclusive(
                        Double.isNaN(last) ? "query " + query.name() + " has not answered yet" : answered);
    }
}
