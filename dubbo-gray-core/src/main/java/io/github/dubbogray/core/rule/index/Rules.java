package io.github.dubbogray.core.rule.index;

import io.github.dubbogray.core.rule.Coloring;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.rule.Rule;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a document, in its order. Which rules can claim a request is looked up by the values that their conditions
 * ask for, so a rule that cannot is not asked. The answer is that of asking each rule in turn.
 */
public final class Rules {

    /** No rules. */
    public static final Rules NONE = new Rules(List.of());

    private final List<Rule> list;
    private final Section[] sections;
    private final RepeatedArguments repeated;

    private Rules(List<Rule> list) {
        this.list = list;
        this.sections = IntStream.iterate(0, start -> start < list.size(), start -> start + Section.SIZE)
                .mapToObj(start -> Section.of(list.subList(start, Math.min(start + Section.SIZE, list.size()))))
                .toArray(Section[]::new);
        this.repeated = RepeatedArguments.in(list);
    }

    /** Returns these rules with their index. */
    public static Rules of(List<Rule> rules) {
        return new Rules(List.copyOf(rules));
    }

    /** Returns the rules, in the document's order. */
    public List<Rule> list() {
        return list;
    }

    /**
     * Returns the claim of the first rule that claims a request, or null if none does. What is inside an argument is looked
     * for once, however many rules ask for it. Allocates nothing, but for expressions, fractions and arguments that are no
     * texts.
     *
     * @param draw gives a random number from 0 to 9 999; asked at most once
     */
    public @Nullable Coloring claim(Request request, IntSupplier draw) {
        Request remembering = repeated.over(request);
        for (Section section : sections) {
            Coloring claim = section.claim(remembering, draw);
            if (claim != null) {
                return claim;
            }
        }
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Rules that && list.equals(that.list);
    }

    @Override
    public int hashCode() {
        return list.hashCode();
    }

    @Override
    public String toString() {
        return list.toString();
    }
}
