package io.github.dubbogray.core.document;

import io.github.dubbogray.core.document.yaml.Place;
import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.health.Span;
import io.github.dubbogray.core.label.PairSyntax;
import io.github.dubbogray.core.text.DurationText;
import io.github.dubbogray.core.text.PercentText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * One value of a document with its path, read as whatever the format wants there. A value of another kind is a problem
 * and reads as empty.
 *
 * @param path its keys from the root, as {@code rules[0].to}
 * @param problems where problems are reported
 */
public record Field(Path path, YamlItem item, Problems problems) {

    /** Returns where the value begins. */
    public Place place() {
        return item.place();
    }

    /** Reads a map. */
    public Optional<Fields> fields() {
        return item instanceof YamlItem.Mapping mapping
                ? Optional.of(new Fields(path, mapping, problems))
                : mustBe(ProblemKind.WRONG_SHAPE, "a map of keys and values");
    }

    /** Reads a list. */
    public Optional<List<Field>> elements() {
        if (!(item instanceof YamlItem.Listing listing)) {
            return mustBe(ProblemKind.WRONG_SHAPE, "a list");
        }
        return Optional.of(IntStream.range(0, listing.items().size())
                .mapToObj(i -> new Field(path.element(i), listing.items().get(i), problems))
                .toList());
    }

    /** Reads a list of at least one and at most so many elements; {@code empty} says what is wrong with none. */
    public Optional<List<Field>> elements(int most, String what, String empty) {
        return elements()
                .filter(elements -> Limits.allow(this, elements.size(), most, what))
                .flatMap(elements ->
                        elements.isEmpty() ? wrong(ProblemKind.NOTHING_IN_IT, empty) : Optional.of(elements));
    }

    /** Reads a text. */
    public Optional<String> text() {
        return as("a text", Optional::of);
    }

    /** A text that can be a label key, a label value or the name of something; {@code what} says which, for messages. */
    public Optional<String> token(String what) {
        return as(
                ProblemKind.NOT_A_NAME,
                what + ": " + PairSyntax.tokenRule(),
                text -> Optional.of(text).filter(PairSyntax::isToken));
    }

    /** Reads a truth value. */
    public Optional<Boolean> truth() {
        return as("true or false", text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    /** Reads a whole number between two bounds, both included. */
    public Optional<Integer> wholeNumber(int least, int most) {
        return as(
                "a whole number from " + least + " to " + most,
                text -> text.matches("\\d{1,9}")
                        ? Optional.of(Integer.valueOf(text)).filter(number -> number >= least && number <= most)
                        : Optional.empty());
    }

    /** Reads a percentage, as {@code 12.5%}, in basis points. */
    public Optional<Integer> basisPoints() {
        return as(PercentText.RULE, PercentText::read);
    }

    /** Reads a duration, as {@code 500ms}, {@code 10s} or {@code 5m}. */
    public Optional<Duration> duration(Span range) {
        return as(
                "a duration from " + range.describe() + ", as 500ms, 10s or 5m",
                text -> DurationText.read(text).filter(range::includes));
    }

    /** A text that {@code reading} makes something of; {@code expected} says what such a text looks like. */
    public <T> Optional<T> as(String expected, Function<String, Optional<T>> reading) {
        return as(ProblemKind.WRONG_VALUE, expected, reading);
    }

    /** A text that {@code reading} makes something of; another text is a problem of this kind. */
    public <T> Optional<T> as(ProblemKind kind, String expected, Function<String, Optional<T>> reading) {
        if (!(item instanceof YamlItem.Scalar scalar)) {
            return mustBe(ProblemKind.WRONG_SHAPE, expected);
        }
        Optional<T> read = reading.apply(scalar.text());
        return read.isPresent() ? read : mustBe(kind, expected);
    }

    /** Reports that this value is not what it must be; returns empty, for the caller to return. */
    public <T> Optional<T> mustBe(ProblemKind kind, String expected) {
        return wrong(kind, "is " + item.describe() + ", must be " + expected);
    }

    /** Reports at this value what does not refuse the document. */
    void remark(ProblemKind kind, String message) {
        problems.add(kind, place(), path, message);
    }

    /** Reports a problem at this value, unless it is a fault already; returns empty, for the caller to return. */
    public <T> Optional<T> wrong(ProblemKind kind, String message) {
        if (!(item instanceof YamlItem.Unreadable)) {
            problems.add(kind, place(), path, message);
        }
        return Optional.empty();
    }
}
