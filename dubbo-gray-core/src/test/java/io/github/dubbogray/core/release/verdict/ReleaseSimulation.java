package io.github.dubbogray.core.release.verdict;

import io.github.dubbogray.core.release.plan.Analysis;
import java.util.Arrays;
import java.util.List;

/** Many releases of one scenario. The same seed gives the same numbers. */
final class ReleaseSimulation {

    private static final int LOOKS = 30 * 60 / ReleaseScenario.SECONDS;
    private static final int LOOKS_FOR_A_PROOF = 65 * 60 / ReleaseScenario.SECONDS;
    private static final int HOLD = 5 * 60 / ReleaseScenario.SECONDS;

    private final ReleaseScenario scenario;
    private final int releases;
    private final long seed;

    ReleaseSimulation(ReleaseScenario scenario, int releases, long seed) {
        this.scenario = scenario;
        this.releases = releases;
        this.seed = seed;
    }

    /** Returns after how many seconds each judge blames gray, in rising order; infinite, where it does not in 30 min. */
    Times[] blamed() {
        double[][] seconds = new double[Judge.all(scenario.share()).size()][releases];
        for (int release = 0; release < releases; release++) {
            blame(release, seconds);
        }
        return Arrays.stream(seconds).map(Times::of).toArray(Times[]::new);
    }

    private void blame(int release, double[][] seconds) {
        ReleaseScenario.Calls calls = scenario.calls().apply(seed + release);
        List<Judge> judges = Judge.all(scenario.share());
        boolean[] isOver = new boolean[judges.size()];
        for (int look = 0; look < LOOKS; look++) {
            StepCalls looked = calls.of(look);
            for (int judge = 0; judge < judges.size(); judge++) {
                if (!isOver[judge] && judges.get(judge).blames(looked)) {
                    isOver[judge] = true;
                    seconds[judge][release] = (look + 1) * ReleaseScenario.SECONDS;
                }
            }
        }
        for (int judge = 0; judge < judges.size(); judge++) {
            seconds[judge][release] = isOver[judge] ? seconds[judge][release] : Double.POSITIVE_INFINITY;
        }
    }

    /** Returns after how many seconds this library has a proof, asked at every look from 5 min to 65 min. */
    Times proven() {
        double[] seconds = new double[releases];
        for (int release = 0; release < releases; release++) {
            seconds[release] = proof(scenario.calls().apply(seed + release));
        }
        return Times.of(seconds);
    }

    private double proof(ReleaseScenario.Calls calls) {
        Evidence evidence = Evidence.NONE;
        for (int look = 0; look < LOOKS_FOR_A_PROOF; look++) {
            evidence = evidence.plus(Analysis.DEFAULT, scenario.share(), Figures.of(calls.of(look)));
            Verdict verdict = look + 1 < HOLD
                    ? new Verdict.Inconclusive("")
                    : evidence.findings().get(0).verdict(Analysis.DEFAULT);
            if (verdict instanceof Verdict.Breach) {
                return Double.POSITIVE_INFINITY;
            }
            if (verdict instanceof Verdict.Proven) {
                return (look + 1) * ReleaseScenario.SECONDS;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /** Times in rising order; infinite, where it never was. */
    record Times(List<Double> seconds) {

        static Times of(double[] seconds) {
            return new Times(Arrays.stream(seconds).sorted().boxed().toList());
        }

        /** Returns in how many of a hundred releases it was. */
        double percent() {
            return 100.0 * seconds.stream().filter(Double::isFinite).count() / seconds.size();
        }

        double quantile(int percent) {
            return seconds.get(seconds.size() * percent / 100);
        }
    }
}
