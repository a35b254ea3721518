package io.github.dubbogray.router.route;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.placement.Fleet;
import io.github.dubbogray.core.placement.Presence;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.router.call.Subset;
import io.github.dubbogray.router.health.Member;
import io.github.dubbogray.router.health.Sight;
import io.github.dubbogray.router.health.Watches;
import io.github.dubbogray.router.registry.LiveInstances;
import io.github.dubbogray.router.registry.Registration;
import io.github.dubbogray.router.registry.RegistryService;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.cluster.router.state.BitList;

/**
 * The invokers of one reference under the documents in force and what the registry says; immutable. Where all of them are
 * candidates of a call, who is present is asked here: a list would take its lock for each answer.
 *
 * @param origin the list that positions refer to; a {@link BitList} over another list means other instances
 * @param everything all of them, so that a placement on all needs no intersection
 * @param untagged those that Dubbo's own tag router leaves to every call; the same object where that is all of them
 * @param counts counts what becomes of calls
 * @param registries what the registries listed of the services that the invokers are of
 * @param sight what health knew of the invokers
 */
record Snapshot<T>(
        List<Invoker<T>> origin,
        BitList<Invoker<T>> everything,
        BitList<Invoker<T>> untagged,
        Fleet<Subset<T>> fleet,
        RouteCounts counts,
        List<LiveInstances> registries,
        Sight sight)
        implements Presence {

    /**
     * What a snapshot is made of besides invokers.
     *
     * @param caller the caller's own labels
     * @param tables gives the table in force of an application
     * @param registries gives what the registries list of a service
     * @param registrations gives what the registry says of an instance
     * @param watches knows who is out
     * @param counting gives what counts what becomes of calls
     */
    record Sources(
            Labels caller,
            Function<String, Table> tables,
            Function<RegistryService, LiveInstances> registries,
            Function<URL, Registration> registrations,
            Watches watches,
            Counting counting) {

        /** Returns what the registries list of the services that invokers are of. */
        <T> List<LiveInstances> registriesOf(List<Invoker<T>> origin) {
            return origin.stream()
                    .map(invoker -> RegistryService.of(invoker.getUrl()))
                    .distinct()
                    .map(registries)
                    .toList();
        }
    }

    /** How health is asked. */
    interface Health {

        /**
         * Returns what is known of instances.
         *
         * @param tables gives the table of an application that the snapshot is made under
         */
        Sight of(List<Member> members, Function<String, Table> tables);
    }

    static <T> Snapshot<T> of(URL consumer, List<Invoker<T>> origin, Sources sources, Health health) {
        List<LiveInstances> registries = sources.registriesOf(origin); // first: what changes later makes this outdated
        BitList<Invoker<T>> everything = new BitList<>(origin);
        List<Registration> registrations = origin.stream()
                .map(invoker -> sources.registrations().apply(invoker.getUrl()))
                .toList();
        Map<String, Table> known = new HashMap<>();
        Function<String, Table> tables = name -> known.computeIfAbsent(name, sources.tables()); // health sees the same
        Sight sight = sources.watches().areIdleUnder(tablesOf(registrations, tables))
                ? Sight.NONE
                : health.of(members(origin, registrations), tables);
        Subset.RegistryWeights weights = weights(registrations);
        Function<BitSet, Subset<T>> ready = positions -> new Subset<>(
                positions.cardinality() == origin.size() ? everything : new BitList<>(origin, positions, null),
                positions,
                weights);
        Fleet<Subset<T>> fleet = Fleet.of(
                registrations.stream().map(Registration::instance).toList(),
                sources.caller(),
                tables,
                sight.absence(),
                ready);
        return new Snapshot<>(
                origin,
                everything,
                DubboTags.without(everything, consumer),
                fleet,
                sources.counting().of(fleet.tables()),
                registries,
                sight);
    }

    private static Stream<Table> tablesOf(List<Registration> registrations, Function<String, Table> tables) {
        return registrations.stream()
                .map(registration -> registration.instance().application())
                .distinct()
                .map(tables);
    }

    private static <T> List<Member> members(List<Invoker<T>> origin, List<Registration> registrations) {
        return IntStream.range(0, origin.size())
                .mapToObj(i -> new Member(
                        origin.get(i).getUrl().getAddress(),
                        registrations.get(i).instance(),
                        origin.get(i)))
                .toList();
    }

    /** Returns whether one made now would be the same. */
    boolean isCurrent(Sources sources) {
        return fleet.tables().stream()
                        .allMatch(table -> table.equals(sources.tables().apply(table.application())))
                && registries.equals(sources.registriesOf(origin))
                && sources.watches().isCurrent(sight);
    }

    /** Keeps the numbers only, and none where nobody was given a weight, which is the usual case. */
    private static Subset.RegistryWeights weights(List<Registration> registrations) {
        if (registrations.stream().allMatch(registration -> registration.weight() == 1)) {
            return position -> 1;
        }
        double[] weights =
                registrations.stream().mapToDouble(Registration::weight).toArray();
        return position -> weights[position];
    }

    @Override
    public boolean isListed(int instance) {
        return true;
    }

    @Override
    public boolean isReachable(int instance) {
        return origin.get(instance).isAvailable();
    }

    /** Returns whether there is no instance at all. */
    boolean isEmpty() {
        return origin.isEmpty();
    }

    @SuppressWarnings("ReferenceEquality") // it is handed out as this very list; comparing elements would cost a scan
    boolean isEverything(BitList<Invoker<T>> instances) {
        return instances == everything;
    }

    /** Returns whether some instance carries a tag of Dubbo's own. */
    @SuppressWarnings("ReferenceEquality") // the same object where none does
    boolean hasDubboTags() {
        return untagged != everything;
    }

    @SuppressWarnings("ReferenceEquality") // positions mean something for this very list only
    boolean isOver(List<?> list) {
        return list == origin;
    }
}
