package io.github.dubbogray.core.simulation;

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
import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.table.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the text of a scenario, or all of its problems. */
public final class ScenarioReader {

    private static final Set<String> KEYS = Set.of("title", "documents", "caller", "instances", "requests", "timeline");

    private final Function<String, Optional<String>> files;
    private final Problems problems = new Problems();

    private ScenarioReader(Function<String, Optional<String>> files) {
        this.files = files;
    }

    /**
     * Reads a text. Never throws.
     *
     * @param files gives the text of a document by its path in the scenario, or empty if there is none
     */
    public static ScenarioReading read(String text, Function<String, Optional<String>> files) {
        return new ScenarioReader(files).read(text);
    }

    private ScenarioReading read(String text) {
        YamlReading yaml = YamlText.read(text);
        problems.addAll(yaml.faults());
        Optional<Scenario> scenario = yaml instanceof YamlReading.Parsed parsed
                ? new Field(Path.ROOT, parsed.root(), problems).fields().map(this::readScenario)
                : Optional.empty();
        return scenario.isPresent() && !problems.hasErrors()
                ? new ScenarioReading.Accepted(scenario.get())
                : new ScenarioReading.Refused(problems.errors());
    }

    private Scenario readScenario(Fields scenario) {
        scenario.only(KEYS, Set.of());
        return new Scenario(
                scenario.required("title").flatMap(Field::text).orElse(""),
                scenario.optional("documents")
                        .flatMap(Field::fields)
                        .map(this::readDocuments)
                        .orElse(Map.of()),
                scenario.optional("caller")
                        .flatMap(Field::fields)
                        .map(ScenarioReader::readCaller)
                        .orElse(new Scenario.Caller("", Labels.NONE)),
                scenario.required("instances").map(InstancesReader::read).orElse(List.of()),
                scenario.required("requests")
                        .flatMap(Field::fields)
                        .flatMap(PopulationReader::read)
                        .orElse(new Population(0, 0, List.of(RequestGroup.PLAIN))),
                scenario.optional("timeline")
                        .flatMap(Field::fields)
                        .flatMap(TimelineReader::read)
                        .orElse(null));
    }

    private Map<String, Table> readDocuments(Fields documents) {
        Map<String, Table> tables = new TreeMap<>();
        for (YamlItem.Entry entry : documents.entries()) {
            Field document = documents.field(entry);
            document.text()
                    .flatMap(text -> textOf(text, document))
                    .flatMap(text -> readDocument(entry.key(), text, document))
                    .ifPresent(table -> tables.put(entry.key(), table));
        }
        return tables;
    }

    /** A text of several lines is the document itself, one of a single line its path. */
    private Optional<String> textOf(String text, Field document) {
        if (text.contains("\n")) {
            return Optional.of(text);
        }
        Optional<String> file = files.apply(text);
        return file.isPresent()
                ? file
                : document.mustBe(ProblemKind.WRONG_VALUE, "a document's path, or its text of several lines");
    }

    private static Optional<Table> readDocument(String application, String text, Field document) {
        Reading reading = DocumentReader.read(application, text);
        if (reading instanceof Reading.Refused refused) {
            return document.wrong(
                    ProblemKind.DOCUMENT_REFUSED,
                    "the document is refused: "
                            + refused.problems().stream().map(Problem::toString).collect(Collectors.joining("; ")));
        }
        return Optional.of(((Reading.Accepted) reading).table());
    }

    private static Scenario.Caller readCaller(Fields caller) {
        caller.only(Set.of("application", "labels"), Set.of());
        return new Scenario.Caller(
                caller.optional("application").flatMap(Field::text).orElse(""),
                caller.optional("labels").map(ScenarioReader::readLabels).orElse(Labels.NONE));
    }

    /** Reads a map of labels; those that are no labels are reported and left out. */
    static Labels readLabels(Field labels) {
        Map<String, String> read = new TreeMap<>();
        labels.fields().ifPresent(fields -> {
            for (YamlItem.Entry entry : fields.entries()) {
                Optional<String> value = fields.field(entry).token("a label value");
                fields.key(entry).token("a label key").ifPresent(key -> value.ifPresent(found -> read.put(key, found)));
            }
        });
        return Labels.of(read);
    }
}
