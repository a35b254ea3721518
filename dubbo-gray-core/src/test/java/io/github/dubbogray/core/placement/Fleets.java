package io.github.dubbogray.core.placement;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.table.Table;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fleets for tests; their sets of instances are lists of positions. */
final class Fleets {

    private Fleets() {}

    /** Returns the fleet of one application with one instance for each label text. */
    static Fleet<List<Integer>> of(Table table, String... labels) {
        return Fleet.of(instances(table.application(), labels), name -> table, Fleets::positions);
    }

    /** Returns a fleet of several applications. */
    static Fleet<List<Integer>> of(List<Instance> instances, Table... tables) {
        Map<String, Table> byName = Stream.of(tables).collect(Collectors.toMap(Table::application, table -> table));
        return Fleet.of(instances, name -> byName.getOrDefault(name, Table.withoutDocument(name)), Fleets::positions);
    }

    static List<Instance> instances(String application, String... labels) {
        return Stream.of(labels)
                .map(text -> new Instance(application, Labels.read(text).labels()))
                .toList();
    }

    static List<Instance> join(List<Instance> first, List<Instance> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    static List<Integer> positions(BitSet set) {
        return set.stream().boxed().toList();
    }
}
