package io.github.dubbogray.grayctl.diff;

import io.github.dubbogray.core.explain.HypotheticalRequest;
import io.github.dubbogray.core.rule.Condition;
import io.github.dubbogray.core.rule.Rule;
import io.github.dubbogray.core.rule.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The shapes of requests that rules tell apart: those that each rule wants, and those that two rules want. */
final class Shapes {

    /** More are not tried: pairs of rules are many. */
    private static final int MOST = 10_000;

    /** How many pairs of rules are looked at. */
    private static final int MOST_PAIRS = 200_000;

    private final List<Rule> rules;
    private final Samples samples = new Samples();
    private final Set<Shape> shapes = new LinkedHashSet<>(Set.of(Shape.PLAIN));
    private final Set<Shape> firsts = new LinkedHashSet<>();
    private final Set<String> withoutExample = new LinkedHashSet<>();
    private boolean isCut;

    private final BooleanSupplier isTimeLeft;

    private Shapes(List<Rule> rules, BooleanSupplier isTimeLeft) {
        this.rules = rules;
        this.isTimeLeft = isTimeLeft;
    }

    /** Returns those of the rules of two documents, as many as are found in time. */
    static Shapes of(List<Rule> some, List<Rule> others, BooleanSupplier isTimeLeft) {
        Shapes shapes = new Shapes(Stream.concat(some.stream(), others.stream()).toList(), isTimeLeft);
        shapes.rules.forEach(
                rule -> Conjunctions.of(rule.condition()).forEach(all -> all.forEach(shapes.samples::add)));
        shapes.rules.forEach(rule -> Conjunctions.of(rule.condition()).forEach(all -> shapes.addOf(rule, all)));
        shapes.addPairs();
        return shapes;
    }

    /** Returns the shapes, those with fewer values first. */
    List<Shape> list() {
        return shapes.stream()
                .sorted(Comparator.comparingInt(shape -> shape.values().size()))
                .toList();
    }

    /** Returns the rules for which no request was found. */
    Set<String> withoutExample() {
        return withoutExample;
    }

    /** Returns whether there are more shapes than are tried. */
    boolean isCut() {
        return isCut || samples.isCut();
    }

    private void addOf(Rule rule, List<Condition.Leaf> all) {
        if (!isTimeLeft.getAsBoolean()) {
            isCut = true;
            return;
        }
        Map<String, List<Condition.Leaf>> bySource = new LinkedHashMap<>();
        all.forEach(leaf -> bySource.computeIfAbsent(leaf.source().spelling(), source -> new ArrayList<>())
                .add(leaf));
        Map<String, List<Sample>> good = new TreeMap<>();
        for (List<Condition.Leaf> leaves : bySource.values()) {
            Source source = leaves.get(0).source();
            if (leaves.stream().noneMatch(Condition.Absent.class::isInstance)) {
                good.put(
                        source.spelling(),
                        samples.of(source).stream()
                                .filter(sample -> isGood(source, sample, leaves))
                                .toList());
            }
        }
        if (good.values().stream().anyMatch(List::isEmpty)) {
            withoutExample.add(rule.id());
            return;
        }
        Shape first = Shape.PLAIN;
        for (Map.Entry<String, List<Sample>> values : good.entrySet()) {
            first = first.with(values.getKey(), values.getValue().get(0));
        }
        firsts.add(first);
        add(first);
        for (Map.Entry<String, List<Sample>> values : good.entrySet()) {
            for (Sample sample : values.getValue()) {
                add(first.with(values.getKey(), sample));
            }
        }
    }

    private static boolean isGood(Source source, Sample sample, List<Condition.Leaf> leaves) {
        HypotheticalRequest request = new HypotheticalRequest(Map.of(source.spelling(), sample.text()));
        return leaves.stream().allMatch(leaf -> leaf.holdsFor(request));
    }

    private void addPairs() {
        int pairs = 0;
        for (Shape one : firsts) {
            for (Shape other : firsts) {
                if (isCut || ++pairs > MOST_PAIRS || !isTimeLeft.getAsBoolean()) {
                    isCut = true;
                    return;
                }
                one.and(other).ifPresent(this::add);
            }
        }
    }

    private void add(Shape shape) {
        if (shapes.size() < MOST) {
            shapes.add(shape);
        } else if (!shapes.contains(shape)) {
            isCut = true;
        }
    }
}
