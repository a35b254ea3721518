package io.github.dubbogray.core.health.watch;

import io.github.dubbogray.core.health.LaneHealth;
import io.github.dubbogray.core.health.Outcome;
import io.github.dubbogray.core.health.TripRules;
import io.github.dubbogray.core.health.count.Counts;
import io.github.dubbogray.core.health.count.FailureRun;
import io.github.dubbogray.core.health.count.Recent;
import io.github.dubbogray.core.placement.Absence;
import io.github.dubbogray.core.rule.Bucket;
import io.github.dubbogray.core.tag.Tag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A lane that is watched: its instances, what was counted, and whether it is tripped. Any thread may ask and record; to hold
 * instances and to evaluate exclude each other.
 *
 * <p>A lane whose instances may be ejected for their calls is the sum of those in service. What was counted of one that is
 * out, or that is suspected and may still be ejected, is not held against the lane: so one bad instance of four is ejected,
 * and does not trip its lane on the way. Every other lane is counted as one.
 */
public final class LaneWatch {

    private final String name;
    private final LaneHealth health;
    private final Yardstick ofInstances;
    private final OutlierDetector detector;
    private final long salt;

    /** Guarded by this: by which yardsticks the lane as a whole is compared. */
    private Set<Yardstick> ofLane;

    /** Replaced as a whole under this object's lock; read by every call. */
    private volatile Windows windows;

    /** Replaced as a whole under this object's lock. */
    private volatile Map<String, InstanceWatch> instances = Map.of();

    /** Written under this object's lock; read by every request. */
    private volatile TripState trip = TripState.CLOSED;

    /**
     * Begins to watch.
     *
     * @param ofLane by which yardsticks the lane as a whole is compared
     */
    LaneWatch(String application, String name, LaneHealth health, Set<Yardstick> ofLane, long nowNanos) {
        this.name = name;
        this.health = health;
        this.ofLane = Set.copyOf(ofLane);
        this.ofInstances = Yardstick.ofInstances(health);
        this.detector = new OutlierDetector(health);
        this.salt = Bucket.saltOfReturn(application, name);
        this.windows = newWindows(nowNanos);
    }

    /**
     * Returns the watch of this lane under other rules. It begins anew, but for what is counted of stable as a whole by the
     * yardsticks that stay: the other lanes are compared with that.
     */
    synchronized LaneWatch under(LaneHealth other, Set<Yardstick> yardsticks, String application, long nowNanos) {
        LaneWatch next = new LaneWatch(application, name, other, yardsticks, nowNanos);
        if (name.equals(Tag.STABLE)) {
            next.goOnWith(windows, nowNanos);
        }
        return next;
    }

    private synchronized void goOnWith(Windows known, long nowNanos) {
        windows = known.by(yardsticksOfWindows(), nowNanos);
    }

    /** Takes over by which yardsticks the lane is compared now; what is counted by those that stay goes on. */
    synchronized void measureBy(Set<Yardstick> yardsticks, long nowNanos) {
        if (!ofLane.equals(yardsticks)) {
            ofLane = Set.copyOf(yardsticks);
            windows = windows.by(yardsticksOfWindows(), nowNanos);
        }
    }

    /** Returns the lane's name. */
    public String name() {
        return name;
    }

    /** Returns whether the lane is ever taken out. */
    public boolean mayTrip() {
        return health.trip() != null;
    }

    /** Returns whether a call that took so long is slow by the lane's trip rules. */
    boolean isSlow(long elapsedNanos) {
        TripRules rules = health.trip();
        return rules != null && elapsedNanos > rules.slowerThan().toNanos();
    }

    /** Returns whether the lane is tripped, half open or returning, and what led to it. */
    public TripState trip() {
        return trip;
    }

    /**
     * Returns whether the lane takes a request; to be asked once for a request, as it may use up a probe. Allocates nothing;
     * any thread may ask.
     *
     * @param bucket 0 to 9 999: {@link #bucketOf} the request's sticky key, or drawn where it has none
     */
    public boolean admits(int bucket) {
        return trip.admits(bucket);
    }

    /**
     * Returns whether the lane would take a request, for who only looks: it uses up none of the probes, and says of a lane that
     * takes probes only that the request is none.
     */
    public boolean wouldAdmit(int bucket) {
        TripState now = trip;
        return !(now instanceof TripState.HalfOpen) && now.admits(bucket);
    }

    /**
     * Returns the bucket of a sticky key, which is the same in every process, and has nothing to do with the one that decides
     * splits: of the keys that a split gives the lane, a tenth returns at 10 %. Allocates nothing.
     */
    public int bucketOf(String stickyKey) {
        return Bucket.of(salt, stickyKey);
    }

    /** Returns the instance of a name, if the lane holds it. */
    public Optional<InstanceWatch> instance(String instance) {
        return Optional.ofNullable(instances.get(instance));
    }

    @Nullable InstanceWatch instanceOrNull(String instance) {
        return instances.get(instance);
    }

    /** Returns all instances that the lane holds. */
    public Collection<InstanceWatch> instances() {
        return instances.values();
    }

    /** Returns what was counted of the lane in the window by which it, or its instances, are judged. */
    public Counts counts(long nowNanos) {
        return windows.isEmpty()
                ? instances.values().stream()
                        .map(instance -> instance.counts(nowNanos))
                        .reduce(Counts.NONE, Counts::plus)
                : windows.first(nowNanos);
    }

    /**
     * Says who is out and why, a sentence each: the lane itself, if it does not take every call, then its instances.
     *
     * @param clock says a moment, see {@link TripState#describe}
     */
    public List<String> describe(LongFunction<String> clock) {
        TripState now = trip;
        return Stream.concat(
                        Stream.of(now)
                                .filter(state -> state.intake() != Absence.Intake.ALL)
                                .map(state -> state.describe(name, clock)),
                        instances().stream()
                                .filter(InstanceWatch::isOut)
                                .map(instance -> instance.name() + " of lane " + name + " "
                                        + instance.state().describe(clock)))
                .toList();
    }

    /** Takes over which instances the lane has now, all of which could serve. */
    public List<HealthEvent> hold(Collection<String> names, long nowNanos) {
        Map<String, BooleanSupplier> present = new LinkedHashMap<>();
        names.forEach(instance -> present.put(instance, () -> true));
        return hold(present, nowNanos);
    }

    /**
     * Takes over which instances the lane has now; those that it had before go on as they are. Where it has become so small
     * that fewer may be out, some are back at once. Returns the news in the order in which it happened.
     *
     * @param presence by an instance's name, says whether it could serve if it is not out; asked by each evaluation
     */
    public synchronized List<HealthEvent> hold(Map<String, BooleanSupplier> presence, long nowNanos) {
        List<HealthEvent> news = new ArrayList<>();
        instances.values().stream()
                .filter(instance -> instance.isOut() && !presence.containsKey(instance.name()))
                .forEach(instance -> news.add(
                        new HealthEvent.InstanceForgotten(name, instance.name(), HealthEvent.Forgetting.GONE)));
        Map<String, InstanceWatch> held = new LinkedHashMap<>();
        presence.forEach((instance, isPresent) -> {
            InstanceWatch known = instances.get(instance);
            InstanceWatch watch = known == null ? new InstanceWatch(instance, this, nowNanos) : known;
            watch.presence(isPresent);
            held.put(instance, watch);
        });
        instances = Collections.unmodifiableMap(held); // keeps the order, which Map.copyOf does not
        if (health.mayEject()) {
            List<InstanceWatch> all = List.copyOf(held.values());
            LaneRound round = round(all, nowNanos);
            detector.keepCap(round);
            apply(round, all, nowNanos);
            news.addAll(round.events());
        }
        return news;
    }

    /** Returns the news that nobody is out any more, as this is not watched any more. */
    synchronized List<HealthEvent> forgotten() {
        List<HealthEvent> news = new ArrayList<>();
        instances.values().stream()
                .filter(InstanceWatch::isOut)
                .forEach(instance -> news.add(
                        new HealthEvent.InstanceForgotten(name, instance.name(), HealthEvent.Forgetting.UNWATCHED)));
        if (trip != TripState.CLOSED) {
            news.add(new HealthEvent.LaneForgotten(name));
        }
        return news;
    }

    /** Changes what is to be changed, and returns the news in the order in which it happened. */
    synchronized List<HealthEvent> evaluate(Function<Yardstick, Recent> stable, long nowNanos) {
        List<HealthEvent> news = new ArrayList<>();
        List<InstanceWatch> held = instances.values().stream().toList();
        List<InstanceWatch> blamed = health.mayEject() ? judgeInstances(held, news, nowNanos) : held;
        TripRules rules = health.trip();
        if (rules != null) {
            judgeLane(rules, blamed, stable, news, nowNanos);
        }
        return news;
    }

    /** Returns those by which the lane is judged. */
    private List<InstanceWatch> judgeInstances(List<InstanceWatch> held, List<HealthEvent> news, long nowNanos) {
        LaneRound round = round(held, nowNanos);
        detector.judge(round);
        apply(round, held, nowNanos);
        news.addAll(round.events());
        return detector.unsuspected(round).stream().map(held::get).toList();
    }

    private LaneRound round(List<InstanceWatch> held, long nowNanos) {
        return new LaneRound(
                name,
                held.stream()
                        .map(instance -> instance.figures(ofInstances, nowNanos))
                        .toList(),
                nowNanos);
    }

    private static void apply(LaneRound round, List<InstanceWatch> held, long nowNanos) {
        for (int i = 0; i < round.size(); i++) {
            if (round.isBack(i)) {
                held.get(i).startAnew(nowNanos);
            }
            held.get(i).become(round.state(i));
        }
    }

    private void judgeLane(
            TripRules rules,
            List<InstanceWatch> blamed,
            Function<Yardstick, Recent> stable,
            List<HealthEvent> news,
            long nowNanos) {
        Yardstick yardstick = Yardstick.of(rules);
        TripState next = trip.next(rules, recent(yardstick, blamed, nowNanos), stable.apply(yardstick), nowNanos);
        if (!next.equals(trip)) {
            news.add(next.news(name));
            if (next instanceof TripState.HalfOpen) {
                startAnew(nowNanos);
            }
            trip = next;
        }
    }

    private Recent recent(Yardstick yardstick, List<InstanceWatch> blamed, long nowNanos) {
        return isSumOfInstances()
                ? blamed.stream()
                        .map(instance -> instance.windows().recent(yardstick, nowNanos))
                        .reduce(Recent.NONE, Recent::plus)
                : total(yardstick, nowNanos);
    }

    /** Returns the calls of a lane that is counted as one. */
    Recent total(Yardstick yardstick, long nowNanos) {
        return windows.recent(yardstick, nowNanos);
    }

    private void startAnew(long nowNanos) {
        windows = newWindows(nowNanos);
        instances.values().forEach(instance -> instance.startAnew(nowNanos));
    }

    private boolean isSumOfInstances() {
        return health.outlier() != null && health.trip() != null;
    }

    private Windows newWindows(long nowNanos) {
        return new Windows(yardsticksOfWindows(), nowNanos);
    }

    private Set<Yardstick> yardsticksOfWindows() {
        return isSumOfInstances() ? Set.of() : ofLane;
    }

    InstanceWatch.Calls newCalls(long nowNanos) {
        Set<Yardstick> yardsticks = health.outlier() == null
                ? Set.of()
                : Stream.concat(Stream.of(ofInstances), isSumOfInstances() ? ofLane.stream() : Stream.empty())
                        .collect(Collectors.toSet());
        return new InstanceWatch.Calls(
                new Windows(yardsticks, nowNanos),
                new FailureRun(health.ejection().consecutiveFailures()),
                nowNanos);
    }

    void record(Outcome outcome, long elapsedNanos, long nowNanos) {
        windows.record(outcome, elapsedNanos, nowNanos);
    }

    void recordStream(Outcome outcome, long elapsedNanos, long nowNanos) {
        windows.recordStream(outcome, elapsedNanos, nowNanos);
    }

    /** Returns whether this watches a lane as these rules say, and so can go on under them. */
    boolean watches(LaneHealth other) {
        return health.equals(other);
    }
}
