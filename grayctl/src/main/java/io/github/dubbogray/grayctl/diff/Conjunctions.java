package io.github.dubbogray.grayctl.diff;

import io.github.dubbogray.core.rule.Condition;
import java.util.List;
import java.util.stream.Stream;

/** A condition as alternatives, each of conditions on single sources that must all hold. */
final class Conjunctions {

    /** Alternatives multiply; more are not looked at. */
    private static final int MOST = 200;

    private Conjunctions() {}

    static List<List<Condition.Leaf>> of(Condition condition) {
        if (condition instanceof Condition.Leaf leaf) {
            return List.of(List.of(leaf));
        }
        if (condition instanceof Condition.Any any) {
            return any.alternatives().stream()
                    .flatMap(alternative -> of(alternative).stream())
                    .limit(MOST)
                    .toList();
        }
        List<List<Condition.Leaf>> all = List.of(List.of());
        for (Condition part : ((Condition.All) condition).parts()) {
            List<List<Condition.Leaf>> more = of(part);
            all = all.stream()
                    .flatMap(before -> more.stream().map(after -> joined(before, after)))
                    .limit(MOST)
                    .toList();
        }
        return all;
    }

    private static List<Condition.Leaf> joined(List<Condition.Leaf> before, List<Condition.Leaf> after) {
        return Stream.concat(before.stream(), after.stream()).toList();
    }
}
