package io.github.dubbogray.core.document;

import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.rule.Letters;
import io.github.dubbogray.core.rule.Matcher;
import io.github.dubbogray.core.rule.NumberRange;
import io.github.dubbogray.core.rule.regex.RegexCompiler;
import io.github.dubbogray.core.rule.regex.RegexReading;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what a value must be: a scalar, a list, or a map of matchers that must all hold. */
final class MatcherReader {

    private static final String IGNORE_CASE = "ignoreCase";
    private static final Set<String> MATCHERS =
            Set.of("in", "notIn", "not", "prefix", "suffix", "regex", "range", IGNORE_CASE);

    private final ValueReader values;
    private final Letters letters;
    private final RegexCompiler expressions;

    private MatcherReader(ValueReader values, Letters letters, RegexCompiler expressions) {
        this.values = values;
        this.letters = letters;
        this.expressions = expressions;
    }

    /**
     * Reads the tests that a value must pass, all of them.
     *
     * @param values how what the value may be is read
     * @param letters how letters compare unless the map says otherwise
     * @param others keys of a map that somebody else reads
     * @param expressions compiles the document's regular expressions
     */
    static List<Matcher> read(
            Field expected, ValueReader values, Letters letters, Set<String> others, RegexCompiler expressions) {
        if (expected.item() instanceof YamlItem.Scalar) {
            return values.one(expected, letters).stream().toList();
        }
        if (expected.item() instanceof YamlItem.Listing) {
            return new MatcherReader(values, letters, expressions)
                    .oneOf(expected).stream().toList();
        }
        if (expected.item() instanceof YamlItem.Mapping) {
            return expected.fields()
                    .map(matchers -> readMap(matchers, values, letters, others, expressions))
                    .orElse(List.of());
        }
        expected.mustBe(ProblemKind.WRONG_SHAPE, "a value, a list of values or a map of matchers");
        return List.of();
    }

    private static List<Matcher> readMap(
            Fields matchers, ValueReader values, Letters letters, Set<String> others, RegexCompiler expressions) {
        Set<String> known = new HashSet<>(MATCHERS);
        known.addAll(others);
        matchers.only(known, Set.of());
        Optional<Field> ignoreCase = matchers.optional(IGNORE_CASE);
        if (matchers.entries().size() == (ignoreCase.isPresent() ? 1 : 0)) {
            matchers.problems()
                    .add(
                            ProblemKind.NOTHING_IN_IT,
                            matchers.mapping().place(),
                            matchers.path(),
                            "must name at least one matcher");
        }
        Letters own = ignoreCase
                .flatMap(Field::truth)
                .map(ignored -> ignored ? Letters.ANY_CASE : Letters.EXACT)
                .orElse(letters);
        return new MatcherReader(values, own, expressions).readMatchers(matchers);
    }

    private List<Matcher> readMatchers(Fields matchers) {
        List<Matcher> read = new ArrayList<>();
        matchers.optional("in").flatMap(this::oneOf).ifPresent(read::add);
        matchers.optional("notIn").flatMap(this::oneOf).map(Matcher.Not::new).ifPresent(read::add);
        matchers.optional("not").flatMap(this::readNot).ifPresent(read::add);
        matchers.optional("prefix")
                .flatMap(Field::text)
                .map(prefix -> new Matcher.Prefix(prefix, letters))
                .ifPresent(read::add);
        matchers.optional("suffix")
                .flatMap(Field::text)
                .map(suffix -> new Matcher.Suffix(suffix, letters))
                .ifPresent(read::add);
        matchers.optional("regex").flatMap(this::readRegex).ifPresent(read::add);
        matchers.optional("range").flatMap(MatcherReader::readRange).ifPresent(read::add);
        return read;
    }

    private Optional<Matcher> readNot(Field refused) {
        List<Matcher> tests = read(refused, values, letters, Set.of(), expressions);
        return tests.isEmpty()
                ? Optional.empty()
                : Optional.of(new Matcher.Not(tests.size() == 1 ? tests.get(0) : new Matcher.Every(tests)));
    }

    private Optional<Matcher> oneOf(Field list) {
        return list.elements().flatMap(elements -> {
            if (elements.isEmpty()) {
                return list.wrong(ProblemKind.NOTHING_IN_IT, "an empty list matches nothing; name at least one value");
            }
            return values.oneOf(elements, letters);
        });
    }

    private Optional<Matcher> readRegex(Field regex) {
        return regex.text().flatMap(text -> {
            RegexReading reading = letters.readRegex(expressions, text);
            if (reading instanceof RegexReading.Malformed malformed) {
                return regex.wrong(ProblemKind.REGEX, "the regular expression " + malformed.problem());
            }
            return Optional.of(new Matcher.Matching(((RegexReading.Compiled) reading).regex(), letters));
        });
    }

    private static Optional<Matcher> readRange(Field range) {
        return range.fields().flatMap(fields -> {
            fields.only(Set.of("min", "max"), Set.of());
            Optional<BigDecimal> min = fields.optional("min").flatMap(MatcherReader::number);
            Optional<BigDecimal> max = fields.optional("max").flatMap(MatcherReader::number);
            if (fields.entries().isEmpty()) {
                return range.wrong(ProblemKind.NOTHING_IN_IT, "must have min, max or both");
            }
            Optional<NumberRange> read = NumberRange.of(min, max);
            return read.isPresent()
                    ? read.map(Matcher.Within::new)
                    : range.wrong(ProblemKind.RANGE_REVERSED, "min is greater than max; exchange them");
        });
    }

    private static Optional<BigDecimal> number(Field bound) {
        return bound.as("a decimal number", NumberRange::read);
    }
}
