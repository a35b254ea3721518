package io.github.dubbogray.core.health.watch;

import io.github.dubbogray.core.health.LaneHealth;
import io.github.dubbogray.core.health.OutlierRules;
import io.github.dubbogray.core.health.count.Recent;
import io.github.dubbogray.core.health.watch.HealthEvent.InstanceReturned.Cause;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Decides which instances of one lane are out. The same figures give the same answer. The cap is asked before each ejection,
 * and again where the lane has become smaller (clause H3).
 *
 * <p>An instance is compared with the others in service, pooled, and not with their mean and standard deviation, as other
 * proxies do: of four instances one bad one is at most √3 standard deviations away, however bad it is.
 */
final class OutlierDetector {

    private final LaneHealth health;
    private final OutlierRules rules;

    OutlierDetector(LaneHealth health) {
        this.health = health;
        this.rules = health.ejection();
    }

    /** Changes what is to be changed: first who comes back, so that there is room, then who is taken out. */
    void judge(LaneRound round) {
        endEjections(round);
        keepCap(round);
        round.judged().filter(i -> isUnanswering(round.figures(i))).forEach(i -> takeOut(i, round));
        if (health.outlier() != null) {
            Recent all = round.pooled();
            worstFirst(round).forEach(i -> eject(i, all, round));
        }
    }

    /** Brings back who is out beyond the cap. */
    void keepCap(LaneRound round) {
        round.keepCap(rules);
    }

    private void endEjections(LaneRound round) {
        for (int i = 0; i < round.size(); i++) {
            InstanceFigures instance = round.figures(i);
            if (instance.state() instanceof InstanceState.Serving serving) {
                forgive(i, serving, round);
            } else if (instance.state() instanceof InstanceState.Ejected ejected
                    && round.nowNanos() - ejected.untilNanos() >= 0) {
                endTime(i, ejected, round);
            } else if (instance.state() instanceof InstanceState.Unanswering && instance.unanswered() == 0) {
                round.putBack(i, Cause.ANSWER);
            }
        }
    }

    /** Takes back an ejection for each window in which there was none. */
    private void forgive(int i, InstanceState.Serving serving, LaneRound round) {
        long window = rules.window().toNanos();
        long healthy = (round.nowNanos() - serving.sinceNanos()) / window;
        if (serving.ejections() > 0 && healthy > 0) {
            int left = (int) Math.max(0, serving.ejections() - healthy);
            round.forgive(i, new InstanceState.Serving(left, serving.sinceNanos() + healthy * window));
        }
    }

    /** Who does not answer probes either stays out until it does. */
    private void endTime(int i, InstanceState.Ejected ejected, LaneRound round) {
        if (isUnanswering(round.figures(i))) {
            round.stayOut(i, new InstanceState.Unanswering(ejected.ejections(), ejected.sinceNanos()));
        } else {
            round.putBack(i, Cause.TIME);
        }
    }

    private boolean isUnanswering(InstanceFigures instance) {
        return health.probing() != null
                && instance.unanswered() >= health.probing().failures();
    }

    private void takeOut(int i, LaneRound round) {
        if (round.hasRoom(i, rules)) {
            round.takeOut(i);
        }
    }

    private void eject(int i, Recent all, LaneRound round) {
        if (round.hasRoom(i, rules)) {
            evidence(round.figures(i), all)
                    .ifPresent(found -> round.eject(
                            i, found, rules.ejectionOf(round.state(i).ejections() + 1)));
        }
    }

    private static IntStream worstFirst(LaneRound round) {
        return round.judged()
                .filter(i -> !hasNoFailure(round.figures(i)))
                .boxed()
                .sorted(Comparator.comparingDouble(
                        i -> -round.figures(i).recent().whole().failed().fraction()))
                .mapToInt(Integer::intValue);
    }

    private Optional<Evidence> evidence(InstanceFigures instance, Recent all) {
        Comparison comparison = comparison(instance, all, Proof.of(rules.minCalls()));
        return comparison
                .run(instance.longestRun(), rules.consecutiveFailures())
                .or(() -> tooMany(comparison));
    }

    /**
     * Returns whether an instance may soon be ejected: what it does is not held against its lane yet. One that has too few
     * calls to be judged after a whole window of them will have too few in every other.
     */
    private boolean isSuspect(InstanceFigures instance, Recent all) {
        boolean mayBeJudged = instance.recent().whole().calls() >= rules.minCalls()
                || instance.countedNanos() < rules.window().toNanos();
        return mayBeJudged
                && !hasNoFailure(instance)
                && tooMany(comparison(instance, all, Proof.OF_SUSPICION)).isPresent();
    }

    /** Such an instance needs no comparison, and they are most of all. */
    private static boolean hasNoFailure(InstanceFigures instance) {
        return instance.recent().whole().failures() == 0;
    }

    /** Returns those in service that are not about to be ejected, of whom there are no more than may be: by them the lane is judged. */
    List<Integer> unsuspected(LaneRound round) {
        if (health.outlier() == null) {
            return round.serving().boxed().toList();
        }
        Recent all = round.pooled();
        Set<Integer> suspects = worstFirst(round)
                .filter(i -> isSuspect(round.figures(i), all))
                .filter(i -> round.hasRoom(i, rules))
                .limit(round.room(rules))
                .boxed()
                .collect(Collectors.toSet());
        return round.serving().filter(i -> !suspects.contains(i)).boxed().toList();
    }

    private Comparison comparison(InstanceFigures instance, Recent all, Proof proof) {
        return new Comparison(instance.recent(), all.minus(instance.recent()), rules.window(), proof);
    }

    private Optional<Evidence> tooMany(Comparison comparison) {
        return comparison
                .overPercent(Fault.FAILED, rules.failurePercent())
                .or(() -> comparison.abovePoints(rules.failurePointsAboveOthers()));
    }
}
