package io.github.dubbogray.core.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.placement.NaiveRouting.NaiveDocument;
import io.github.dubbogray.core.placement.NaiveRouting.NaiveWorld;
import io.github.dubbogray.core.table.Table;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fleets for tests; their sets of instances are lists of positions. */
public final class Fleets {

    private Fleets() {}

    /** Returns the fleet of one application with one instance for each label text. */
    public static Fleet<List<Integer>> of(Table table, String... labels) {
        return Fleet.of(instances(table.application(), labels), name -> table, Fleets::positions);
    }

    /** Returns a fleet of several applications. */
    public static Fleet<List<Integer>> of(List<Instance> instances, Table... tables) {
        Map<String, Table> byName = Stream.of(tables).collect(Collectors.toMap(Table::application, table -> table));
        return Fleet.of(instances, name -> byName.getOrDefault(name, Table.withoutDocument(name)), Fleets::positions);
    }

    /** Returns the fleet of one application as a caller with these labels sees it. */
    public static Fleet<List<Integer>> seenFrom(String caller, Table table, String... labels) {
        return Fleet.of(
                instances(table.application(), labels), Labels.read(caller).labels(), name -> table, Fleets::positions);
    }

    /** Returns the fleet that documents, read from their text, make of a random world. */
    public static Fleet<List<Integer>> of(NaiveWorld world) {
        Map<String, Table> tables = world.documents().stream()
                .map(Fleets::table)
                .collect(Collectors.toMap(Table::application, Function.identity()));
        List<Instance> instances = world.instances().stream()
                .map(instance ->
                        new Instance(instance.application(), Labels.of(instance.labels()), instance.standing()))
                .toList();
        return Fleet.of(instances, Labels.of(world.caller()), tables::get, Fleets::positions);
    }

    private static Table table(NaiveDocument document) {
        String text = RandomRouting.text(document);
        Reading reading = DocumentReader.read(document.application(), text);
        assertThat(reading).as(text).isInstanceOf(Reading.Accepted.class);
        return ((Reading.Accepted) reading).table();
    }

    public static List<Instance> instances(String application, String... labels) {
        return Stream.of(labels)
                .map(text -> new Instance(application, Labels.read(text).labels()))
                .toList();
    }

    public static List<Instance> join(List<Instance> first, List<Instance> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    public static List<Integer> positions(BitSet set) {
        return set.stream().boxed().toList();
    }
}
