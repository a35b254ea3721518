package io.github.dubbogray.core.document;

import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.rule.Condition;
import io.github.dubbogray.core.rule.Letters;
import io.github.dubbogray.core.rule.Matcher;
import io.github.dubbogray.core.rule.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code when}: a map from sources to what their values must be, and alternatives under {@code any}. */
final class ConditionReader {

    private static final String ANY = "any";
    private static final String EXISTS = "exists";
    private static final String SOURCES = "a source: attachment.<key>, argument.<number>.<path>, method, service, "
            + "application, ip, label.<key>, baggage.<key>, header.<key>, cookie.<key> or query.<key>";

    private ConditionReader() {}

    static Condition read(Field when) {
        return new Condition.All(when.fields().map(ConditionReader::readEntries).orElse(List.of()));
    }

    /** Reads the spelling of a source. */
    static Optional<Source> source(Field spelling) {
        return spelling.as(SOURCES, Source::of);
    }

    private static List<Condition> readEntries(Fields fields) {
        List<Condition> parts = new ArrayList<>();
        for (YamlItem.Entry entry : fields.entries()) {
            Field expected = fields.field(entry);
            if (entry.key().equals(ANY)) {
                readAny(expected).ifPresent(parts::add);
            } else {
                fields.key(entry)
                        .as("'any' or " + SOURCES, Source::of)
                        .ifPresent(source -> parts.addAll(readExpected(source, expected)));
            }
        }
        return parts;
    }

    private static Optional<Condition> readAny(Field any) {
        return any.elements().flatMap(elements -> {
            if (elements.isEmpty()) {
                return any.wrong("an empty list holds for no request; name at least one alternative");
            }
            return Optional.of(new Condition.Any(
                    elements.stream().map(ConditionReader::readAlternative).toList()));
        });
    }

    private static Condition readAlternative(Field alternative) {
        return new Condition.All(alternative
                .fields()
                .map(fields -> {
                    if (fields.entries().isEmpty()) {
                        alternative.wrong("an empty alternative holds for every request; name at least one source");
                    }
                    return readEntries(fields);
                })
                .orElse(List.of()));
    }

    private static List<Condition> readExpected(Source source, Field expected) {
        List<Condition> conditions = new ArrayList<>();
        if (expected.item() instanceof YamlItem.Mapping) {
            expected.fields()
                    .flatMap(matchers -> matchers.optional(EXISTS))
                    .flatMap(Field::truth)
                    .ifPresent(exists ->
                            conditions.add(exists ? new Condition.Present(source) : new Condition.Absent(source)));
        }
        for (Matcher matcher : MatcherReader.read(expected, ValueReader.of(source), Letters.EXACT, Set.of(EXISTS))) {
            conditions.add(new Condition.Matches(source, matcher));
        }
        return conditions;
    }
}
