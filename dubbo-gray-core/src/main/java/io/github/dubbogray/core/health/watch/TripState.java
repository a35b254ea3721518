package io.github.dubbogray.core.health.watch;

import io.github.dubbogray.core.health.TripRules;
import io.github.dubbogray.core.health.count.Rate;
import io.github.dubbogray.core.health.count.Recent;
import io.github.dubbogray.core.placement.Absence;
import io.github.dubbogray.core.text.PercentText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;

/**
 * Whether a lane takes calls: closed → open → half open → returning, step by step → closed; back to open from half open
 * and from every step. Each state says which comes next, and time leads on also where no call comes (clause H4). Moments
 * are nanoseconds of the monotonic clock.
 */
public sealed interface TripState {

    /** The lane takes every call. */
    TripState CLOSED = new Closed();

    /** What states are called, see {@link #id}, in the order in which a lane goes through them. */
    List<String> IDS = List.of("closed", "open", "half_open", "returning");

    /** Returns what the state is called where states are named, as in metrics. */
    String id();

    /**
     * Returns whether the lane takes a request, and uses up one of the probes where probes are all it takes: to be asked once
     * for a request. Allocates nothing; any thread may ask.
     *
     * @param bucket 0 to 9 999: of the request's sticky key, or drawn
     */
    boolean admits(int bucket);

    /** Returns which requests the lane takes, of those that are placed while it is in this state (clause P5). */
    Absence.Intake intake();

    /**
     * Returns what the lane is from now on; this state where nothing changes.
     *
     * @param lane the lane's calls in the rules' window, without those from before it was half open
     * @param stable stable's calls in the same window
     */
    TripState next(TripRules rules, Recent lane, Recent stable, long nowNanos);

    /** Returns the news that a lane has come to this state. */
    HealthEvent news(String lane);

    /**
     * Says the state and what led to it: {@code lane canary is tripped since 12:03:07: 24 of 40 failed within 1s, stable 1 of
     * 300}.
     *
     * @param clock says a moment
     */
    String describe(String lane, LongFunction<String> clock);

    /** The lane takes every call. */
    record Closed() implements TripState {
        @Override
        public String id() {
            return "closed";
        }

        @Override
        public boolean admits(int bucket) {
            return true;
        }

        @Override
        public Absence.Intake intake() {
            return Absence.Intake.ALL;
        }

        @Override
        public TripState next(TripRules rules, Recent lane, Recent stable, long nowNanos) {
            Optional<Evidence> found = breach(rules, lane, stable);
            return found.isPresent() ? Open.of(rules, found.get(), nowNanos) : this;
        }

        @Override
        public HealthEvent news(String lane) {
            return new HealthEvent.LaneReturned(lane);
        }

        @Override
        public String describe(String lane, LongFunction<String> clock) {
            return "lane " + lane + " is not tripped";
        }
    }

    /**
     * The lane takes no call until its time is over.
     *
     * @param evidence what led to it
     */
    record Open(Evidence evidence, long sinceNanos, long untilNanos) implements TripState {

        static Open of(TripRules rules, Evidence evidence, long nowNanos) {
            return new Open(evidence, nowNanos, nowNanos + rules.openFor().toNanos());
        }

        @Override
        public String id() {
            return "open";
        }

        @Override
        public boolean admits(int bucket) {
            return false;
        }

        @Override
        public Absence.Intake intake() {
            return Absence.Intake.NONE;
        }

        @Override
        public TripState next(TripRules rules, Recent lane, Recent stable, long nowNanos) {
            return nowNanos - untilNanos >= 0 ? new HalfOpen(rules, evidence, nowNanos) : this;
        }

        @Override
        public HealthEvent news(String lane) {
            return new HealthEvent.LaneTripped(lane, evidence, Duration.ofNanos(untilNanos - sinceNanos));
        }

        @Override
        public String describe(String lane, LongFunction<String> clock) {
            return "lane " + lane + " is tripped since " + clock.apply(sinceNanos) + ": " + evidence.describe("stable");
        }
    }

    /**
     * The lane takes a few calls, to see how they end. It waits a window for them and no longer: where they do not come, the
     * lane returns.
     */
    final class HalfOpen implements TripState {

        private final Evidence evidence;
        private final long sinceNanos;
        private final int probes;

        /** The only thing here that calls change. */
        private final AtomicInteger left;

        HalfOpen(TripRules rules, Evidence evidence, long nowNanos) {
            this.evidence = evidence;
            this.sinceNanos = nowNanos;
            this.probes = rules.probes();
            this.left = new AtomicInteger(probes);
        }

        @Override
        public String id() {
            return "half_open";
        }

        @Override
        public boolean admits(int bucket) {
            return left.get() > 0 && left.getAndDecrement() > 0;
        }

        @Override
        public Absence.Intake intake() {
            return Absence.Intake.ADMITTED;
        }

        /** As many faults as would be too many among all probes are too many, whatever the rest of them would say. */
        @Override
        public TripState next(TripRules rules, Recent lane, Recent stable, long nowNanos) {
            Optional<Evidence> found = tooMany(Fault.FAILED, rules.failurePercent(), lane, stable)
                    .or(() -> tooMany(Fault.SLOW, rules.slowPercent(), lane, stable));
            if (found.isPresent()) {
                return Open.of(rules, found.get(), nowNanos);
            }
            boolean isOver = nowNanos - sinceNanos >= rules.window().toNanos();
            return isOver || lane.whole().calls() >= probes ? new Returning(evidence, 0, rules, nowNanos) : this;
        }

        private Optional<Evidence> tooMany(Fault fault, int percent, Recent lane, Recent stable) {
            Rate own = fault.of(lane.whole());
            Rate other = fault.of(stable.whole());
            boolean isShared = other.isHalfOf(own);
            boolean isTooMany = new Rate(Math.min(own.hits(), probes), probes).reaches(percent);
            return isTooMany && !isShared ? Optional.of(new Evidence.Probes(fault, own, probes)) : Optional.empty();
        }

        @Override
        public HealthEvent news(String lane) {
            return new HealthEvent.LaneProbed(lane, probes);
        }

        @Override
        public String describe(String lane, LongFunction<String> clock) {
            return "lane " + lane + " is half open since " + clock.apply(sinceNanos) + " after "
                    + evidence.describe("stable");
        }
    }

    /**
     * The lane takes a part of its keys for a window, then the next part. Parts only grow, and a key that is in one is in
     * every later one.
     *
     * @param evidence what led to the trip
     * @param step which part, from 0
     * @param basisPoints how many buckets of 10 000 it takes
     */
    record Returning(Evidence evidence, int step, int basisPoints, long sinceNanos) implements TripState {

        Returning(Evidence evidence, int step, TripRules rules, long nowNanos) {
            this(evidence, step, rules.returnSteps().get(step), nowNanos);
        }

        @Override
        public String id() {
            return "returning";
        }

        @Override
        public boolean admits(int bucket) {
            return bucket < basisPoints;
        }

        @Override
        public Absence.Intake intake() {
            return Absence.Intake.ADMITTED;
        }

        @Override
        public TripState next(TripRules rules, Recent lane, Recent stable, long nowNanos) {
            Optional<Evidence> found = breach(rules, lane, stable);
            if (found.isPresent()) {
                return Open.of(rules, found.get(), nowNanos);
            }
            if (nowNanos - sinceNanos < rules.window().toNanos()) {
                return this;
            }
            int next = step + 1;
            return next < rules.returnSteps().size() ? new Returning(evidence, next, rules, nowNanos) : CLOSED;
        }

        @Override
        public HealthEvent news(String lane) {
            return new HealthEvent.LaneReturning(lane, basisPoints);
        }

        @Override
        public String describe(String lane, LongFunction<String> clock) {
            return "lane " + lane + " takes " + PercentText.of(basisPoints) + " of its keys since "
                    + clock.apply(sinceNanos) + " after " + evidence.describe("stable");
        }
    }

    /** Returns what shows that the lane is sick and stable is not. */
    private static Optional<Evidence> breach(TripRules rules, Recent lane, Recent stable) {
        Comparison comparison = new Comparison(lane, stable, rules.window(), Proof.of(rules.minCalls()));
        return comparison
                .overPercent(Fault.FAILED, rules.failurePercent())
                .or(() -> comparison.abovePoints(rules.failurePointsAboveStable()))
                .or(() -> comparison.overPercent(Fault.SLOW, rules.slowPercent()));
    }
}
