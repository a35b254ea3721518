package io.github.dubbogray.core.health.watch;

import io.github.dubbogray.core.health.OutlierRules;
import io.github.dubbogray.core.health.count.Recent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** One evaluation of the instances of a lane: what they were, what becomes of them, and what is told of it. */
final class LaneRound {

    private final String lane;
    private final List<InstanceFigures> instances;
    private final InstanceState[] states;
    private final boolean[] changed;
    private final List<HealthEvent> events = new ArrayList<>();
    private final long nowNanos;
    private final int present;
    private int out;
    private int presentOut;

    LaneRound(String lane, List<InstanceFigures> instances, long nowNanos) {
        this.lane = lane;
        this.instances = List.copyOf(instances);
        this.states = instances.stream().map(InstanceFigures::state).toArray(InstanceState[]::new);
        this.changed = new boolean[states.length];
        this.nowNanos = nowNanos;
        int presentNow = 0;
        for (InstanceFigures each : this.instances) {
            presentNow += each.isPresent() ? 1 : 0;
            count(each, each.state(), 1);
        }
        this.present = presentNow;
    }

    private void count(InstanceFigures instance, InstanceState state, int times) {
        if (state.isOut()) {
            out += times;
            presentOut += instance.isPresent() ? times : 0;
        }
    }

    long nowNanos() {
        return nowNanos;
    }

    int size() {
        return states.length;
    }

    InstanceFigures figures(int instance) {
        return instances.get(instance);
    }

    /** Returns what becomes of an instance. */
    InstanceState state(int instance) {
        return states[instance];
    }

    /** Returns whether an instance came back: what was counted of it before says nothing any more. */
    boolean isBack(int instance) {
        return instances.get(instance).state().isOut() && !states[instance].isOut();
    }

    List<HealthEvent> events() {
        return List.copyOf(events);
    }

    /** Returns those that are in service. */
    IntStream serving() {
        return IntStream.range(0, states.length).filter(i -> !states[i].isOut());
    }

    /** Returns those that are in service and have figures of it. */
    IntStream judged() {
        return serving().filter(i -> !changed[i]);
    }

    /** Returns the calls of all that are judged, taken together. */
    Recent pooled() {
        return judged().mapToObj(i -> instances.get(i).recent()).reduce(Recent.NONE, Recent::plus);
    }

    /** Returns whether an instance may be out too: the cap holds for the whole lane, and for those of it that could serve. */
    boolean hasRoom(int instance, OutlierRules rules) {
        return out + 1 <= rules.mostOut(states.length)
                && (!figures(instance).isPresent() || presentOut + 1 <= rules.mostOut(present));
    }

    /** Returns how many more may be out. */
    int room(OutlierRules rules) {
        return Math.max(0, rules.mostOut(states.length) - out);
    }

    /** Brings back as many as are out beyond the cap, the longest out first. */
    void keepCap(OutlierRules rules) {
        putBack(presentOut - rules.mostOut(present), i -> figures(i).isPresent());
        putBack(out - rules.mostOut(states.length), i -> true);
    }

    private void putBack(int tooMany, IntPredicate isEligible) {
        if (tooMany > 0) {
            IntStream.range(0, states.length)
                    .filter(i -> states[i].isOut() && isEligible.test(i))
                    .boxed()
                    .sorted(Comparator.comparingLong(i -> states[i].sinceNanos() - nowNanos))
                    .limit(tooMany)
                    .forEach(i -> putBack(i, HealthEvent.InstanceReturned.Cause.CAP));
        }
    }

    void forgive(int instance, InstanceState.Serving forgiven) {
        states[instance] = forgiven;
    }

    void stayOut(int instance, InstanceState.Unanswering unanswering) {
        states[instance] = unanswering;
    }

    void putBack(int instance, HealthEvent.InstanceReturned.Cause cause) {
        change(instance, new InstanceState.Serving(states[instance].ejections(), nowNanos));
        events.add(new HealthEvent.InstanceReturned(lane, figures(instance).name(), cause));
    }

    void takeOut(int instance) {
        change(instance, new InstanceState.Unanswering(states[instance].ejections(), nowNanos));
        events.add(new HealthEvent.InstanceUnanswering(
                lane, figures(instance).name(), figures(instance).unanswered()));
    }

    void eject(int instance, Evidence evidence, Duration lasting) {
        int ejections = states[instance].ejections() + 1;
        change(instance, new InstanceState.Ejected(evidence, ejections, nowNanos, nowNanos + lasting.toNanos()));
        events.add(new HealthEvent.InstanceEjected(lane, figures(instance).name(), evidence, ejections, lasting));
    }

    private void change(int instance, InstanceState next) {
        count(figures(instance), states[instance], -1);
        count(figures(instance), next, 1);
        states[instance] = next;
        changed[instance] = true;
    }
}
