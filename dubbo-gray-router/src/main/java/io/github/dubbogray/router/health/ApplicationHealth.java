package io.github.dubbogray.router.health;

import io.github.dubbogray.core.health.ProbingRules;
import io.github.dubbogray.core.health.watch.ApplicationWatch;
import io.github.dubbogray.core.health.watch.HealthEvent;
import io.github.dubbogray.core.health.watch.LaneWatch;
import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.ReturnKeys;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.router.health.probe.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.dubbo.rpc.Invoker;

/** One provider application under its table, with the instances that references call. Used under its owner's lock. */
final class ApplicationHealth {

    private final Map<String, List<Member>> byReference = new HashMap<>();
    private Table table;
    private ReturnKeys keys;
    private ApplicationWatch watch;
    private List<Target> targets = List.of();
    private long stamp;

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

    /** Returns whether it matters how its calls end. */
    boolean isAttended() {
        return table.dependsOnOutcomes();
    }

    boolean isWatched() {
        return !watch.lanes().isEmpty();
    }

    Attended attended() {
        return new Attended(table, watch, keys);
    }

    /** Returns whether no reference calls it. */
    boolean isUnused() {
        return byReference.isEmpty();
    }

    /** Takes over the table in force and the instances that a reference calls. */
    void take(String reference, List<Member> members, Table inForce, long nowNanos) {
        boolean isNewTable = !table.equals(inForce);
        boolean isNewList = !members.equals(byReference.put(reference, members));
        if (isNewTable) {
            table = inForce;
            keys = ReturnKeys.of(inForce);
            watch = watch.under(inForce.health(), nowNanos);
        }
        if (isNewTable || isNewList) {
            hold(nowNanos);
        }
    }

    /** Lets go of the instances that only this reference calls. */
    void forget(String reference, long nowNanos) {
        if (byReference.remove(reference) != null) {
            hold(nowNanos);
        }
    }

    private void hold(long nowNanos) {
        List<Target> probed = new ArrayList<>();
        table.lanes()
                .forEach(lane -> watch.lane(lane.name()).ifPresent(held -> probed.addAll(hold(held, lane, nowNanos))));
        targets = List.copyOf(probed);
    }

    /** Returns those of the lane that are to be probed. */
    private List<Target> hold(LaneWatch held, Lane lane, long nowNanos) {
        Map<String, List<Invoker<?>>> invokers = byReference.values().stream()
                .flatMap(List::stream)
                .filter(member -> lane.members().includes(member.instance().labels()))
                .collect(Collectors.groupingBy(
                        Member::address, LinkedHashMap::new, Collectors.mapping(Member::invoker, Collectors.toList())));
        held.hold(invokers.keySet(), nowNanos);
        ProbingRules rules = lane.health().probing();
        return rules == null
                ? List.of()
                : invokers.entrySet().stream()
                        .map(each -> new Target(
                                each.getKey(),
                                each.getValue(),
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
