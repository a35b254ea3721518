package io.github.dubbogray.core.placement;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.rule.Coloring;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.tag.Tag;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The instances behind one reference under the tables in force: everything a decision needs, made ready once for each
 * change of instances or documents. Where several applications provide the interface, each application's table speaks
 * for its own instances (clause I4).
 *
 * @param <S> what the adapter makes of a set of instances, such as a list of its own kind
 */
public final class Fleet<S> {

    private final List<ApplicationFleet<S>> applications;
    private final Function<BitSet, S> ready;

    private Fleet(List<ApplicationFleet<S>> applications, Function<BitSet, S> ready) {
        this.applications = applications;
        this.ready = ready;
    }

    /** Makes everything ready for a caller without labels, for whom nothing is near. */
    public static <S> Fleet<S> of(List<Instance> instances, Function<String, Table> tables, Function<BitSet, S> ready) {
        return of(instances, Labels.NONE, tables, ready);
    }

    /** Makes everything ready where nothing counts as absent. */
    public static <S> Fleet<S> of(
            List<Instance> instances, Labels caller, Function<String, Table> tables, Function<BitSet, S> ready) {
        return of(instances, caller, tables, Absence.NONE, ready);
    }

    /**
     * Makes everything ready.
     *
     * @param instances all registered instances; their positions are what {@link Presence} is asked for
     * @param caller the caller's own labels, which {@code prefer} compares with (clause P4)
     * @param tables gives the table in force of an application
     * @param absence says what counts as absent (clause P5); asked here only
     * @param ready makes the adapter's form of a set of positions; the set must not be changed
     */
    public static <S> Fleet<S> of(
            List<Instance> instances,
            Labels caller,
            Function<String, Table> tables,
            Absence absence,
            Function<BitSet, S> ready) {
        SortedMap<String, Members> byApplication = new TreeMap<>();
        for (int position = 0; position < instances.size(); position++) {
            Instance instance = instances.get(position);
            byApplication
                    .computeIfAbsent(instance.application(), name -> new Members())
                    .add(position, instance);
        }
        List<ApplicationFleet<S>> applications = new ArrayList<>();
        byApplication.forEach((name, members) ->
                applications.add(new ApplicationFleet<>(tables.apply(name), members, caller, absence, ready)));
        return new Fleet<>(List.copyOf(applications), ready);
    }

    /** Returns the tables in force, in the order of the applications' names. */
    public List<Table> tables() {
        return applications.stream().map(ApplicationFleet::table).toList();
    }

    /** Returns which instances are in stable by their labels and in a gray lane by others, application by application. */
    public List<Overlap> overlaps() {
        return applications.stream()
                .flatMap(application -> application.overlaps().stream())
                .toList();
    }

    /**
     * Returns which labels of instances only the case of their letters keeps from being wanted ones, application by application.
     *
     * @param most how many instances are named of an application; there may be more
     */
    public List<NearMiss> nearMisses(int most) {
        return applications.stream()
                .flatMap(application -> application.nearMisses(most).stream())
                .toList();
    }

    /** Returns whether there is no instance at all. */
    public boolean isEmpty() {
        return applications.isEmpty();
    }

    /**
     * Colors an untagged request: the first application, in name order, that claims it, else the first that pins it.
     * Allocates nothing.
     *
     * @param draw gives a random number from 0 to 9 999; asked at most once for an application
     */
    public Coloring color(Request request, IntSupplier draw) {
        Coloring answer = Coloring.OPEN;
        for (int i = 0; i < applications.size(); i++) { // no iterator: a decision allocates nothing
            Coloring coloring = applications.get(i).table().color(request, draw);
            if (coloring instanceof Coloring.Claimed) {
                return coloring;
            }
            if (coloring instanceof Coloring.Pinned) {
                answer = coloring;
            }
        }
        return answer;
    }

    /** Places a request that was admitted nowhere. */
    public Decision<S> place(@Nullable String tag, Presence presence) {
        return place(tag, Admission.NOWHERE, presence);
    }

    /**
     * Places a request. With one application, which is the usual case, a placement allocates nothing.
     *
     * @param tag the request's tag text, or null if it has none; a text that is no tag counts as none
     * @param admission asked at most once for an application, and only if its lane of that name takes a part of its requests
     * @throws IllegalStateException if the fleet is empty
     */
    public Decision<S> place(@Nullable String tag, Admission admission, Presence presence) {
        return applications.size() == 1
                ? applications.get(0).planOf(tag, admission).decide(presence)
                : shared(tag, admission).decide(presence, ready);
    }

    /**
     * Places a request on stable, as its call failed where it was placed before.
     *
     * @param tried where that was
     * @throws IllegalStateException if the fleet is empty
     */
    public Decision<S> placeOnStable(Tier tried, Presence presence) {
        return place(Tag.STABLE, presence).insteadOf(tried, "the call failed there and is tried once more");
    }

    /** Places a request that was admitted nowhere, and keeps every step. */
    public Trace trace(@Nullable String tag, Presence presence) {
        return trace(tag, Admission.NOWHERE, presence);
    }

    /**
     * Places a request as {@link #place} does, and keeps every step.
     *
     * @param tag the request's tag text, or null if it has none; a text that is no tag counts as none
     * @param admission asked as by {@link #place}
     * @throws IllegalStateException if the fleet is empty
     */
    public Trace trace(@Nullable String tag, Admission admission, Presence presence) {
        return shared(tag, admission).trace(presence);
    }

    private SharedInterface<S> shared(@Nullable String tag, Admission admission) {
        if (applications.isEmpty()) {
            throw new IllegalStateException("a fleet without instances cannot place a request");
        }
        return new SharedInterface<>(applications.stream()
                .map(application -> application.planOf(tag, admission))
                .toList());
    }
}
