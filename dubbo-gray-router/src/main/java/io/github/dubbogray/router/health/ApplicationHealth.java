package io.github.dubbogray.router.health;

import io.github.dubbogray.core.health.watch.ApplicationWatch;
import io.github.dubbogray.core.health.watch.HealthEvent;
import io.github.dubbogray.core.health.watch.LaneWatch;
import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.ReturnKeys;
import io.github.dubbogray.core.table.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One provider application under its table, with the instances that references call. Used under its owner's lock. */
final class ApplicationHealth {

    private final Map<String, List<Member>> byReference = new HashMap<>();
    private Table table;
    private ReturnKeys keys;
    private ApplicationWatch watch;
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
        table.lanes().forEach(lane -> watch.lane(lane.name()).ifPresent(held -> hold(held, lane, nowNanos)));
    }

    private void hold(LaneWatch held, Lane lane, long nowNanos) {
        held.hold(
                byReference.values().stream()
                        .flatMap(List::stream)
                        .filter(member ->
                                lane.members().includes(member.instance().labels()))
                        .map(Member::address)
                        .distinct()
                        .toList(),
                nowNanos);
    }

    /**
     * Judges every lane by what was counted until now, and returns the news.
     *
     * @param next the stamp if there is news
     */
    List<HealthEvent> evaluate(long nowNanos, long next) {
        List<HealthEvent> news = watch.evaluate(nowNanos);
        stamp = news.isEmpty() ? stamp : next;
        return news;
    }
}
