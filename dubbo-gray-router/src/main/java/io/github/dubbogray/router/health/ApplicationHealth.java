package io.github.dubbogray.router.health;

import io.github.dubbogray.core.health.ProbingRules;
import io.github.dubbogray.core.health.watch.ApplicationWatch;
import io.github.dubbogray.core.health.watch.HealthEvent;
import io.github.dubbogray.core.health.watch.LaneWatch;
import io.github.dubbogray.core.placement.Standing;
import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.ReturnKeys;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.router.health.probe.Target;
import io.github.dubbogray.router.release.StepCounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One provider application under its table, with the instances that its holders call, which are lists of references. Used under its owner's lock. */
final class ApplicationHealth {

    private final Seats seats = new Seats();
    private Table table;
    private ReturnKeys keys;
    private StepCounts counts = StepCounts.NONE;
    private ApplicationWatch watch;
    private List<Target> targets = List.of();
    private long stamp;

    /** Whether somebody came back or was forgotten by the last change of instances, so that others have to look again. */
    private boolean isChanged;

    /**
     * Watches nothing yet.
     *
     * @param stamp see {@link #stamp}
     */
    ApplicationHealth(String application, long stamp) {
        this.stamp = stamp;
        this.table = Table.withoutDocument(application);
        this.keys = ReturnKeys.of(table);
        this.watch = ApplicationWatch.none(application);
    }

    ApplicationWatch watch() {
        return watch;
    }

    /** Returns who is to be probed, once for each lane that says so. */
    List<Target> targets() {
        return targets;
    }

    /** Returns a number that is another one after each piece of news. */
    long stamp() {
        return stamp;
    }

    /** Takes note that a change of instances, or of the document, brought somebody back. */
    void changed(long next) {
        stamp = next;
        isChanged = true;
    }

    /** Returns whether {@link #changed} was called since this was last asked. */
    boolean takeChanged() {
        boolean was = isChanged;
        isChanged = false;
        return was;
    }

    /** Returns whether it matters how its calls end. */
    boolean isAttended() {
        return table.dependsOnOutcomes();
    }

    boolean isWatched() {
        return !watch.lanes().isEmpty();
    }

    Attended attended() {
        return new Attended(table, watch, keys, counts);
    }

    /** Returns whether nobody calls it. */
    boolean isUnused() {
        return seats.isEmpty();
    }

    /** Takes over the table in force and the instances that a holder calls; returns the news. */
    List<HealthEvent> take(Object holder, List<Member> members, Table inForce, long nowNanos) {
        boolean isNewTable = !table.equals(inForce);
        boolean isNewList = seats.take(holder, members);
        List<HealthEvent> news = new ArrayList<>();
        if (isNewTable) {
            ApplicationWatch next = watch.under(inForce.health(), nowNanos);
            news.addAll(watch.forgottenBy(next));
            table = inForce;
            keys = ReturnKeys.of(inForce);
            counts = counts.under(inForce);
            watch = next;
        }
        if (isNewTable || isNewList) {
            news.addAll(hold(nowNanos));
        }
        return news;
    }

    /** Lets go of the instances that only this holder calls; returns the news. */
    List<HealthEvent> forget(Object holder, long nowNanos) {
        return seats.forget(holder) ? hold(nowNanos) : List.of();
    }

    private List<HealthEvent> hold(long nowNanos) {
        List<HealthEvent> news = new ArrayList<>();
        List<Target> probed = new ArrayList<>();
        table.lanes()
                .forEach(lane -> watch.lane(lane.name()).ifPresent(held -> {
                    Map<String, Seats.Seat> members = membersOf(lane);
                    Map<String, BooleanSupplier> presence = new LinkedHashMap<>();
                    members.forEach((address, seat) -> presence.put(address, seat::isPresent));
                    news.addAll(held.hold(presence, nowNanos));
                    probed.addAll(targets(members, held, lane.health().probing()));
                }));
        targets = List.copyOf(probed);
        return news;
    }

    /** Returns the members of a lane, but for those that an operator took out: they do not belong to it for that long. */
    private Map<String, Seats.Seat> membersOf(Lane lane) {
        Map<String, Seats.Seat> members = new LinkedHashMap<>();
        seats.stream()
                .filter(each -> each.getValue().instance().standing() != Standing.OUT)
                .filter(each ->
                        lane.members().includes(each.getValue().instance().labels()))
                .forEach(each -> members.put(each.getKey(), each.getValue()));
        return members;
    }

    private static List<Target> targets(Map<String, Seats.Seat> members, LaneWatch held, @Nullable ProbingRules rules) {
        return rules == null
                ? List.of()
                : members.entrySet().stream()
                        .map(each -> new Target(
                                each.getKey(),
                                each.getValue()::invokers,
                                rules,
                                held.instance(each.getKey()).orElseThrow()))
                        .toList();
    }

    /**
     * Judges every lane by what was counted until now, and returns the news.
     *
     * @param next the stamp if there is news
     */
    List<HealthEvent> evaluate(long nowNanos, long next) {
        long before = stamp;
        stamp = next; // where judging breaks off, nobody knows what is news
        List<HealthEvent> news = watch.evaluate(nowNanos);
        stamp = news.isEmpty() ? before : next;
        return news;
    }
}
