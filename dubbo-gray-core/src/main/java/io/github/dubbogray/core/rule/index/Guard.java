package io.github.dubbogray.core.rule.index;

import io.github.dubbogray.core.rule.Condition;
import io.github.dubbogray.core.rule.Letters;
import io.github.dubbogray.core.rule.Matcher;
import io.github.dubbogray.core.rule.Source;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds a condition's guard: a condition on one source that holds wherever the whole does, and can be looked up. Where it
 * fails, the rule need not be asked.
 *
 * <p>A guard is asked before its turn, so it is never one on an argument, whose properties may be the application's own
 * code, and never a regular expression, which costs more than the rest. Networks are no guard either: each would be asked
 * by itself.
 */
final class Guard {

    private Guard() {}

    /** Returns the most telling guard of a condition, or empty if it has none. */
    static Optional<Condition.Leaf> of(Condition condition) {
        return all(condition).min(Comparator.comparingInt(Guard::rank));
    }

    private static Stream<Condition.Leaf> all(Condition condition) {
        if (condition instanceof Condition.All all) {
            return all.parts().stream().flatMap(Guard::all);
        }
        if (condition instanceof Condition.Any any) {
            return ofAlternatives(any).stream();
        }
        return ofLeaf((Condition.Leaf) condition);
    }

    private static Stream<Condition.Leaf> ofLeaf(Condition.Leaf leaf) {
        if (leaf.source() instanceof Source.Argument) {
            return Stream.empty();
        }
        if (!(leaf instanceof Condition.Matches matches) || isLookedUp(matches.matcher())) {
            return Stream.of(leaf);
        }
        return tests(matches.matcher()).map(test -> guard(matches.source(), test));
    }

    private static Stream<Matcher> tests(Matcher matcher) {
        return matcher instanceof Matcher.Every every
                ? every.tests().stream().flatMap(Guard::tests)
                : Stream.of(matcher);
    }

    private static Condition.Leaf guard(Source source, Matcher test) {
        return isLookedUp(test) ? new Condition.Matches(source, test) : new Condition.Present(source);
    }

    private static boolean isLookedUp(Matcher test) {
        return test instanceof Matcher.Equal
                || test instanceof Matcher.OneOf
                || test instanceof Matcher.Prefix
                || test instanceof Matcher.Suffix
                || test instanceof Matcher.Within;
    }

    /** Alternatives that each want some values of one source together want one of all these values. */
    private static Optional<Condition.Leaf> ofAlternatives(Condition.Any any) {
        Set<Source> sources = new HashSet<>();
        Set<String> values = new HashSet<>();
        for (Condition alternative : any.alternatives()) {
            Optional<Condition.Leaf> guard = of(alternative);
            Set<String> wanted = guard.map(Guard::values).orElse(Set.of());
            if (wanted.isEmpty()) {
                return Optional.empty();
            }
            sources.add(guard.get().source());
            values.addAll(wanted);
        }
        return sources.size() == 1
                ? Optional.of(new Condition.Matches(sources.iterator().next(), new Matcher.OneOf(values)))
                : Optional.empty();
    }

    /** Returns the values that a guard lets pass, or none if it is not of this kind. */
    private static Set<String> values(Condition.Leaf guard) {
        if (guard instanceof Condition.Matches matches) {
            if (matches.matcher() instanceof Matcher.Equal equal && equal.letters() == Letters.EXACT) {
                return Set.of(equal.expected());
            }
            if (matches.matcher() instanceof Matcher.OneOf oneOf && oneOf.letters() == Letters.EXACT) {
                return oneOf.allowed();
            }
        }
        return Set.of();
    }

    /** Few requests have one of some values; to be there at all tells least. */
    private static int rank(Condition.Leaf guard) {
        if (!values(guard).isEmpty()) {
            return 0;
        }
        return guard instanceof Condition.Matches ? 1 : 2;
    }

    /** Returns what is left to ask of a condition where the lookup of its guard has found the rule. */
    static Condition rest(Condition condition, Condition.Leaf guard) {
        return isExact(guard) ? without(guard, condition) : condition;
    }

    /** {@link AffixLookup} lets a few values too many pass where case does not count. */
    private static boolean isExact(Condition.Leaf guard) {
        if (!(guard instanceof Condition.Matches matches)) {
            return true;
        }
        return !(matches.matcher() instanceof Matcher.Prefix prefix && prefix.letters() == Letters.ANY_CASE)
                && !(matches.matcher() instanceof Matcher.Suffix suffix && suffix.letters() == Letters.ANY_CASE);
    }

    /** Takes a guard out that is a part as it stands. */
    @SuppressWarnings("ReferenceEquality") // comparing long lists of values would cost too much
    private static Condition without(Condition.Leaf guard, Condition condition) {
        if (condition == guard) {
            return Condition.always();
        }
        return condition instanceof Condition.All all
                ? new Condition.All(all.parts().stream()
                        .map(part -> without(guard, part))
                        .filter(part -> !part.equals(Condition.always()))
                        .toList())
                : condition;
    }
}
