package io.github.dubbogray.core.rule;

import java.util.Set;

/**
 * Proves that one condition holds wherever another does. It knows equal conditions, parts of them, finite sets of values,
 * networks, prefixes, suffixes and ranges; of what it does not know it proves nothing.
 */
final class Implication {

    /** Alternatives of alternatives multiply; past this depth nothing is proven. */
    private static final int MAX_DEPTH = 12;

    private Implication() {}

    static boolean isProven(Condition given, Condition wanted) {
        return isProven(given, wanted, 0);
    }

    private static boolean isProven(Condition given, Condition wanted, int depth) {
        if (depth > MAX_DEPTH) {
            return false;
        }
        int next = depth + 1;
        if (wanted instanceof Condition.All all) {
            return all.parts().stream().allMatch(part -> isProven(given, part, next));
        }
        if (given instanceof Condition.Any any) {
            return any.alternatives().stream().allMatch(alternative -> isProven(alternative, wanted, next));
        }
        boolean alternativeProven = wanted instanceof Condition.Any any
                && any.alternatives().stream().anyMatch(alternative -> isProven(given, alternative, next));
        if (alternativeProven) {
            return true;
        }
        if (given instanceof Condition.All all) {
            return all.parts().stream().anyMatch(part -> isProven(part, wanted, next));
        }
        return given.equals(wanted) || isProvenLeaf(given, wanted);
    }

    private static boolean isProvenLeaf(Condition given, Condition wanted) {
        if (!(given instanceof Condition.Matches matches)) {
            return false;
        }
        if (wanted instanceof Condition.Present present) {
            return present.source().equals(matches.source());
        }
        return wanted instanceof Condition.Matches weaker
                && weaker.source().equals(matches.source())
                && isProven(matches.matcher(), weaker.matcher());
    }

    private static boolean isProven(Matcher given, Matcher wanted) {
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
            return isProven(refusingLess.refused(), refusing.refused());
        }
        if (given instanceof Matcher.Equal equal && equal.letters() == Letters.EXACT) {
            return wanted.matches(equal.expected());
        }
        if (given instanceof Matcher.OneOf oneOf && oneOf.letters() == Letters.EXACT) {
            return allMatch(oneOf.allowed(), wanted);
        }
        return isProvenPart(given, wanted);
    }

    private static boolean isProvenPart(Matcher given, Matcher wanted) {
        if (given instanceof Matcher.Inside inner && wanted instanceof Matcher.Inside outer) {
            return inner.networks().stream()
                    .allMatch(part -> outer.networks().stream().anyMatch(whole -> whole.contains(part)));
        }
        if (given instanceof Matcher.Prefix longer && wanted instanceof Matcher.Prefix shorter) {
            return longer.letters() == Letters.EXACT && shorter.matches(longer.prefix());
        }
        if (given instanceof Matcher.Suffix longer && wanted instanceof Matcher.Suffix shorter) {
            return longer.letters() == Letters.EXACT && shorter.matches(longer.suffix());
        }
        return given instanceof Matcher.Within narrow
                && wanted instanceof Matcher.Within wide
                && narrow.range().isWithin(wide.range());
    }

    private static boolean allMatch(Set<String> values, Matcher wanted) {
        return values.stream().allMatch(wanted::matches);
    }
}
