package io.github.dubbogray.core.release.verdict;

import io.github.dubbogray.core.release.count.LaneCounts;
import io.github.dubbogray.core.release.plan.Analysis;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Who looks at the calls of a release every 10 s and may blame gray. */
interface Judge {

    /** Takes the calls since the last look; returns whether gray is to blame. */
    boolean blames(StepCalls look);

    /** This library, with the default keys, in a step that gives gray a share. */
    static Judge ofThisLibrary(double share) {
        return new Judge() {
            private Evidence evidence = Evidence.NONE;

            @Override
            public boolean blames(StepCalls look) {
                evidence = evidence.plus(Analysis.DEFAULT, share, Figures.of(look));
                return evidence.breachOfCalls(Analysis.DEFAULT).isPresent();
            }
        };
    }

    /** A threshold in a window: more than 2 % of gray's calls of the last minute failed, or were slow. */
    static Judge ofThreshold() {
        return new Judge() {
            private static final int LOOKS = 6;
            private final Deque<StepCalls> minute = new ArrayDeque<>();
            private int looks;

            @Override
            public boolean blames(StepCalls look) {
                minute.add(look);
                if (minute.size() > LOOKS) {
                    minute.remove();
                }
                LaneCounts gray = minute.stream().map(StepCalls::gray).reduce(LaneCounts.NONE, LaneCounts::plus);
                return ++looks % LOOKS == 0
                        && Math.max(gray.failures().calls(), gray.slow().calls()) > 0.02 * gray.calls();
            }
        };
    }

    /** A z-test of two rates on all calls so far, at 1 %, asked at every look as if it were the only one. */
    static Judge ofZTest() {
        return new Judge() {
            private static final double AT_ONE_PERCENT = 2.3263;
            private StepCalls calls = StepCalls.NONE;

            @Override
            public boolean blames(StepCalls look) {
                calls = calls.plus(look);
                return z(Signal.ERRORS) > AT_ONE_PERCENT || z(Signal.SLOW) > AT_ONE_PERCENT;
            }

            private double z(Signal signal) {
                Rate gray = signal.of(calls.gray());
                Rate stable = signal.of(calls.stable());
                double pooled = (gray.hits() + stable.hits()) / (double) (gray.calls() + stable.calls());
                double deviation = Math.sqrt(pooled * (1 - pooled) * (1.0 / gray.calls() + 1.0 / stable.calls()));
                return deviation > 0 ? (gray.part() - stable.part()) / deviation : 0;
            }
        };
    }

    /** Returns new judges of all kinds. */
    static List<Judge> all(double share) {
        return List.of(ofThisLibrary(share), ofThreshold(), ofZTest());
    }
}
