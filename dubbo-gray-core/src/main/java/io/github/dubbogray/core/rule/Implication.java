package io.github.dubbogray.core.rule;

import java.util.Set;

/**
 * Proves that one condition holds wherever another does. It knows equal conditions, parts of them, finite sets of values,
 * networks, prefixes, suffixes and ranges; of what it does not know it proves nothing. Its work is bounded. Used by one
 * thread.
 */
public final class Implication {

    /** Alternatives of alternatives multiply; past this depth nothing is proven. */
    private static final int MAX_DEPTH = 12;

    private long left;

    private Implication(long steps) {
        this.left = steps;
    }

    /** Returns one that proves nothing more after about this many comparisons of short texts, whatever it is asked. */
    public static Implication within(long steps) {
        return new Implication(steps);
    }

    /** Returns whether it proves nothing more. */
    public boolean isExhausted() {
        return left <= 0;
    }

    /** Returns whether the wanted condition is certain to hold wherever the given one does. */
    public boolean isProven(Condition given, Condition wanted) {
        return isProven(given, wanted, 0);
    }

    private boolean isProven(Condition given, Condition wanted, int depth) {
        if (depth > MAX_DEPTH || !mayTake(1)) {
            return false;
        }
        int next = depth + 1;
        if (wanted instanceof Condition.All all) {
            for (Condition part : all.parts()) {
                if (!isProven(given, part, next)) {
                    return false;
                }
            }
            return true;
        }
        if (given instanceof Condition.Any any) {
            for (Condition alternative : any.alternatives()) {
                if (!isProven(alternative, wanted, next)) {
                    return false;
                }
            }
            return true;
        }
        if (wanted instanceof Condition.Any any) {
            for (Condition alternative : any.alternatives()) {
                if (isProven(given, alternative, next)) {
                    return true;
                }
            }
        }
        if (given instanceof Condition.All all) {
            for (Condition part : all.parts()) {
                if (isProven(part, wanted, next)) {
                    return true;
                }
            }
            return false;
        }
        return given instanceof Condition.Matches matches ? isProvenLeaf(matches, wanted) : given.equals(wanted);
    }

    private boolean isProvenLeaf(Condition.Matches matches, Condition wanted) {
        if (wanted instanceof Condition.Present present) {
            return present.source().equals(matches.source());
        }
        return wanted instanceof Condition.Matches weaker
                && weaker.source().equals(matches.source())
                && isProven(matches.matcher(), weaker.matcher());
    }

    /** A value that the wanted test finds too long does not pass it, whatever the test would say. */
    private boolean isProven(Matcher given, Matcher wanted) {
        if (!mayTake(given.size())) {
            return false;
        }
        if (given.equals(wanted)) {
            return true;
        }
        if (wanted instanceof Matcher.Every every) {
            return every.tests().stream().allMatch(test -> isProven(given, test));
        }
        if (given instanceof Matcher.Every every) {
            return every.tests().stream().anyMatch(test -> isProven(test, wanted));
        }
        if (given instanceof Matcher.Not refusing && wanted instanceof Matcher.Not refusingLess) {
            return !refusingLess.looksAtLength() && isProven(refusingLess.refused(), refusing.refused());
        }
        if (given instanceof Matcher.Equal equal && equal.letters() == Letters.EXACT) {
            return passes(equal.expected(), wanted);
        }
        if (given instanceof Matcher.OneOf oneOf && oneOf.letters() == Letters.EXACT) {
            return allMatch(oneOf.allowed(), wanted);
        }
        return isProvenPart(given, wanted);
    }

    private boolean isProvenPart(Matcher given, Matcher wanted) {
        if (given instanceof Matcher.Inside inner && wanted instanceof Matcher.Inside outer) {
            return outer.networks().containAll(inner.networks());
        }
        if (given instanceof Matcher.Prefix longer && wanted instanceof Matcher.Prefix shorter) {
            return longer.letters() == Letters.EXACT && passes(longer.prefix(), shorter);
        }
        if (given instanceof Matcher.Suffix longer && wanted instanceof Matcher.Suffix shorter) {
            return longer.letters() == Letters.EXACT && passes(longer.suffix(), shorter);
        }
        return given instanceof Matcher.Within narrow
                && wanted instanceof Matcher.Within wide
                && narrow.range().isWithin(wide.range());
    }

    private boolean allMatch(Set<String> values, Matcher wanted) {
        return values.stream().allMatch(value -> passes(value, wanted));
    }

    private boolean passes(String value, Matcher wanted) {
        return mayTake(wanted.effort(value.length())) && wanted.matches(value);
    }

    private boolean mayTake(long steps) {
        left -= steps;
        return left > 0;
    }
}
