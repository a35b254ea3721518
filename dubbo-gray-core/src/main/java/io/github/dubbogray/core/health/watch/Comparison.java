package io.github.dubbogray.core.health.watch;

import io.github.dubbogray.core.health.count.LikelihoodRatio;
import io.github.dubbogray.core.health.count.Part;
import io.github.dubbogray.core.health.count.Rate;
import io.github.dubbogray.core.health.count.Recent;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One side's calls beside another's, in each part of one window: an instance beside the others of its lane, a lane beside
 * stable. The newest part is asked first, so that a busy side is judged soon; each part only if it has enough calls.
 *
 * <p>Nobody is blamed for what the other side suffers too (clause H2): a percentage, or a run of failures, does not count
 * while the other side has at least half that rate in the same time. Every difference must be beyond chance.
 *
 * <p>Where the other side has too few calls in the whole window, a percentage counts alone, unless the few have the fault
 * too, as far as chance lets one see. The whole window is taken at its word; a shorter part, which sees fewer calls and is
 * looked at as often, must be beyond chance against half the percentage. Where it has too few only in a short part, that part
 * waits.
 *
 * @param window how long the whole is
 * @param proof how much has to be known
 */
record Comparison(Recent own, Recent others, Duration window, Proof proof) {

    /** Returns what shows that at least so many percent of one's calls have a fault. */
    Optional<Evidence> overPercent(Fault fault, int percent) {
        return first(fault, part -> isOverPercent(part, fault, percent));
    }

    /** Returns what shows that one's failures are at least so many percentage points above the other side's. */
    Optional<Evidence> abovePoints(int points) {
        return first(Fault.FAILED, part -> isAbovePoints(part, points));
    }

    /**
     * Returns what shows that a run of failures counts, by the newest part that has so many failures: one that is spread over
     * more than the window has none. A run is proof of its own, so the others excuse it however few calls they have, and
     * excuse it too where they differ no more than they would when an outage begins for all.
     *
     * @param length how long the run is
     * @param enough how long it must be
     */
    Optional<Evidence> run(int length, int enough) {
        if (length < enough) {
            return Optional.empty();
        }
        return Stream.of(Part.values())
                .filter(part -> own.of(part).failures() >= enough)
                .findFirst()
                .filter(part -> !isShared(own.of(part).failed(), others.of(part).failed()))
                .map(part -> new Evidence.Run(
                        length,
                        part.of(window),
                        own.of(part).failed(),
                        others.of(part).failed()));
    }

    private boolean isShared(Rate one, Rate other) {
        return other.isHalfOf(one)
                || (other.calls() >= proof.minCalls() && LikelihoodRatio.between(one, other) < Proof.RATIO_OF_A_RUN);
    }

    private Optional<Evidence> first(Fault fault, Predicate<Part> condition) {
        for (Part part : Part.values()) {
            if (condition.test(part)) {
                return Optional.of(new Evidence.TooMany(
                        fault, part.of(window), fault.of(own.of(part)), fault.of(others.of(part))));
            }
        }
        return Optional.empty();
    }

    private boolean isOverPercent(Part part, Fault fault, int percent) {
        Rate one = fault.of(own.of(part));
        Rate other = fault.of(others.of(part));
        if (one.calls() < proof.minCalls() || !one.reaches(percent)) {
            return false;
        }
        if (other.calls() >= proof.minCalls()) {
            return !other.isHalfOf(one) && isBeyondChance(LikelihoodRatio.between(one, other));
        }
        return isAlone()
                && !isSuffered(fault.of(own.whole()), fault.of(others.whole()))
                && !isSuffered(one, other)
                && (part == Part.WHOLE || isBeyondChance(LikelihoodRatio.against(one, percent / 200.0)));
    }

    private boolean isAbovePoints(Part part, int points) {
        Rate one = own.of(part).failed();
        Rate other = others.of(part).failed();
        return one.calls() >= proof.minCalls()
                && other.calls() >= proof.minCalls()
                && one.isAbove(other, points)
                && isBeyondChance(LikelihoodRatio.between(one, other));
    }

    private boolean isAlone() {
        return others.whole().calls() < proof.minCalls();
    }

    /** Returns whether the few calls of the other side show the fault as well, as far as chance lets one see. */
    private boolean isSuffered(Rate one, Rate few) {
        return few.hits() > 0 && (few.isHalfOf(one) || !isBeyondChance(LikelihoodRatio.between(one, few)));
    }

    private boolean isBeyondChance(double ratio) {
        return ratio >= proof.ratio();
    }
}
