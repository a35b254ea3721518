package io.github.dubbogray.grayctl.diff;

import io.github.dubbogray.core.rule.Condition;
import io.github.dubbogray.core.rule.Matcher;
import io.github.dubbogray.core.rule.NumberRange;
import io.github.dubbogray.core.rule.Source;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values worth trying for each source: those that rules name, one for whatever else they ask, and one that none names. */
final class Samples {

    /** More values of one source are not tried. */
    private static final int MOST = 5_000;

    private static final String OTHER = "another value";

    private final Map<String, Map<String, Sample>> bySource = new HashMap<>();
    private boolean isCut;

    /** Adds what a condition on a source asks for. */
    void add(Condition.Leaf leaf) {
        put(leaf.source(), Sample.likely(otherOf(leaf.source()), "is " + OTHER));
        if (leaf instanceof Condition.Matches matches) {
            add(leaf.source(), matches.matcher());
        }
    }

    /** Returns the values worth trying for a source. */
    Collection<Sample> of(Source source) {
        return bySource.getOrDefault(source.spelling(), Map.of()).values();
    }

    /** Returns whether there are more values than are tried. */
    boolean isCut() {
        return isCut;
    }

    private static String otherOf(Source source) {
        return source == Source.Single.ADDRESS ? "203.0.113.77" : "(" + OTHER + ")";
    }

    private void add(Source source, Matcher matcher) {
        if (matcher instanceof Matcher.Equal equal) {
            put(source, Sample.named(equal.expected()));
        } else if (matcher instanceof Matcher.OneOf oneOf) {
            oneOf.allowed().stream().sorted().forEach(value -> put(source, Sample.named(value)));
        } else if (matcher instanceof Matcher.Inside inside) {
            inside.networks()
                    .list()
                    .forEach(
                            network -> put(source, Sample.likely(network.first().toString(), "is in " + network)));
        } else if (matcher instanceof Matcher.Prefix prefix) {
            put(source, Sample.likely(prefix.prefix() + "~", matcher.describe()));
            put(source, Sample.likely(prefix.prefix() + "0", matcher.describe()));
        } else if (matcher instanceof Matcher.Suffix suffix) {
            put(source, Sample.likely("~" + suffix.suffix(), matcher.describe()));
        } else if (matcher instanceof Matcher.Matching matching) {
            RegexSample.of(matching.regex()).ifPresent(text -> put(source, Sample.likely(text, matcher.describe())));
        } else if (matcher instanceof Matcher.Within within) {
            addAround(source, within.range());
        } else if (matcher instanceof Matcher.Not not) {
            add(source, not.refused());
        } else if (matcher instanceof Matcher.Every every) {
            every.tests().forEach(test -> add(source, test));
        }
    }

    private void addAround(Source source, NumberRange range) {
        List<BigDecimal> numbers = new ArrayList<>();
        range.min().ifPresent(min -> numbers.addAll(List.of(min, min.subtract(BigDecimal.ONE))));
        range.max().ifPresent(max -> numbers.addAll(List.of(max, max.add(BigDecimal.ONE))));
        range.min()
                .flatMap(min -> range.max().map(max -> min.add(max).divide(BigDecimal.valueOf(2))))
                .ifPresent(numbers::add);
        numbers.forEach(number -> put(
                source,
                Sample.likely(
                        number.stripTrailingZeros().toPlainString(),
                        "is about " + number.stripTrailingZeros().toPlainString())));
    }

    /** A value that some rule names is that value, whatever other rules want of it. */
    private void put(Source source, Sample sample) {
        Map<String, Sample> known = bySource.computeIfAbsent(source.spelling(), spelling -> new LinkedHashMap<>());
        if (known.size() < MOST || known.containsKey(sample.text())) {
            known.merge(sample.text(), sample, (one, other) -> one.isOne() ? one : other);
        } else {
            isCut = true;
        }
    }
}
