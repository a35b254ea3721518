package io.github.dubbogray.grayctl.check;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Field;
import io.github.dubbogray.core.document.Fields;
import io.github.dubbogray.core.document.Path;
import io.github.dubbogray.core.document.Problem;
import io.github.dubbogray.core.document.ProblemKind;
import io.github.dubbogray.core.document.Problems;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.document.yaml.YamlReading;
import io.github.dubbogray.core.document.yaml.YamlText;
import io.github.dubbogray.core.rule.Share;
import io.github.dubbogray.core.rule.Split;
import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.text.Listed;
import io.github.dubbogray.core.text.PercentText;
import io.github.dubbogray.core.text.Quoted;
import io.github.dubbogray.grayctl.request.AskedRequest;
import io.github.dubbogray.grayctl.request.RequestReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the text of tests, or all of its problems. */
final class TestFileReader {

    private static final String SHARES = "shares";

    private final Function<String, Optional<String>> files;
    private final Problems problems = new Problems();

    TestFileReader(Function<String, Optional<String>> files) {
        this.files = files;
    }

    TestFile.Reading read(String text) {
        YamlReading yaml = YamlText.read(text);
        problems.addAll(yaml.faults());
        Optional<TestFile> file = yaml instanceof YamlReading.Parsed parsed
                ? new Field(Path.ROOT, parsed.root(), problems).fields().flatMap(this::readFile)
                : Optional.empty();
        return file.isPresent() && !problems.hasErrors()
                ? new TestFile.Reading.Accepted(file.get())
                : new TestFile.Reading.Refused(problems.errors());
    }

    private Optional<TestFile> readFile(Fields file) {
        file.only(Set.of("document", "tests"), Set.of());
        Optional<Table> table = file.required("document").flatMap(this::readDocument);
        List<TestCase> cases = new ArrayList<>();
        file.required("tests").ifPresent(tests -> {
            List<Field> elements = tests.elements().orElse(List.of());
            if (elements.isEmpty() && tests.item() instanceof YamlItem.Listing) {
                tests.wrong(ProblemKind.NOTHING_IN_IT, "an empty list tests nothing; write at least one test");
            }
            elements.forEach(test ->
                    test.fields().flatMap(fields -> readCase(fields, table)).ifPresent(cases::add));
        });
        return table.map(found -> new TestFile(found, cases));
    }

    /** A text of several lines is the document itself, one of a single line its path. */
    private Optional<Table> readDocument(Field document) {
        Optional<String> text = document.text()
                .flatMap(found -> found.contains("\n")
                        ? Optional.of(found)
                        : files.apply(found)
                                .or(() -> document.mustBe(
                                        ProblemKind.WRONG_VALUE, "a document's path, or its text of several lines")));
        return text.flatMap(found -> {
            Reading reading = DocumentReader.read(found);
            return reading instanceof Reading.Accepted accepted
                    ? Optional.of(accepted.table())
                    : document.wrong(
                            ProblemKind.DOCUMENT_REFUSED,
                            "the document is refused: " + described(((Reading.Refused) reading).problems()));
        });
    }

    private static String described(List<Problem> problems) {
        return problems.stream().map(Problem::toString).collect(Collectors.joining("; "));
    }

    private static Optional<TestCase> readCase(Fields test, Optional<Table> table) {
        test.only(Set.of("name", "given", "request", "expect"), Set.of());
        Optional<String> name = test.required("name").flatMap(Field::text);
        Set<String> down = test.optional("given")
                .flatMap(Field::fields)
                .map(given -> readGiven(given, table))
                .orElse(Set.of());
        Optional<AskedRequest> request =
                test.required("request").flatMap(Field::fields).map(RequestReader::read);
        Optional<List<Expectation>> expected = test.required("expect").flatMap(TestFileReader::readExpected);
        return name.flatMap(
                found -> request.flatMap(asked -> expected.map(all -> new TestCase(found, down, asked, all))));
    }

    private static Set<String> readGiven(Fields given, Optional<Table> table) {
        given.only(Set.of("down"), Set.of());
        Set<String> down = new LinkedHashSet<>();
        given.optional("down")
                .flatMap(Field::elements)
                .orElse(List.of())
                .forEach(element -> element.text()
                        .flatMap(lane -> known(lane, element, table))
                        .ifPresent(down::add));
        return down;
    }

    private static Optional<String> known(String lane, Field at, Optional<Table> table) {
        List<String> lanes = table.map(
                        found -> found.lanes().stream().map(Lane::name).toList())
                .orElse(List.of(lane));
        return lanes.contains(lane)
                ? Optional.of(lane)
                : at.wrong(
                        ProblemKind.UNKNOWN_LANE,
                        "lane " + Quoted.of(lane) + " is not declared in the document; declared are "
                                + Listed.sorted(lanes));
    }

    private static Optional<List<Expectation>> readExpected(Field expect) {
        return expect.fields().flatMap(fields -> {
            fields.only(Set.of("tag", "rule", "lane", "outcome", SHARES), Set.of());
            if (fields.entries().isEmpty()) {
                return expect.wrong(
                        ProblemKind.NOTHING_IN_IT, "an empty map expects nothing; name at least one answer");
            }
            List<Expectation> all = new ArrayList<>();
            for (Expectation.Word word : Expectation.Word.values()) {
                fields.optional(word.key())
                        .flatMap(field -> word == Expectation.Word.OUTCOME ? outcome(field) : field.text())
                        .ifPresent(text -> all.add(new Expectation.Is(word, text)));
            }
            fields.optional(SHARES).flatMap(TestFileReader::readShares).ifPresent(all::add);
            return Optional.of(all);
        });
    }

    private static Optional<String> outcome(Field field) {
        return field.as(
                "placed, fell back or refused",
                text -> Optional.of(text).filter(Set.of("placed", "fell back", "refused")::contains));
    }

    private static Optional<Expectation> readShares(Field shares) {
        return shares.fields().flatMap(fields -> {
            List<Share> read = new ArrayList<>();
            fields.entries()
                    .forEach(entry -> fields.field(entry)
                            .basisPoints()
                            .ifPresent(points -> read.add(new Share(entry.key(), points))));
            int sum = read.stream().mapToInt(Share::basisPoints).sum();
            return sum == Split.BUCKETS || read.size() < fields.entries().size()
                    ? Optional.of(new Expectation.Shares(read))
                    : shares.wrong(
                            ProblemKind.SHARES_SUM, "shares add up to " + PercentText.of(sum) + ", must be 100%");
        });
    }
}
