package io.github.dubbogray.core.document;

import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.rule.Condition;
import io.github.dubbogray.core.rule.Matcher;
import io.github.dubbogray.core.rule.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code when}: a map from sources to what their values must be. */
final class ConditionReader {

    private static final Set<String> MATCHERS = Set.of("in", "prefix", "exists");

    private ConditionReader() {}

    static Condition read(Field when) {
        List<Condition> parts = new ArrayList<>();
        when.fields().ifPresent(fields -> {
            for (YamlItem.Entry entry : fields.entries()) {
                Field expected = fields.field(entry);
                source(fields.key(entry)).ifPresent(source -> parts.addAll(read(source, expected)));
            }
        });
        return new Condition.All(parts);
    }

    /** Reads the spelling of a source. */
    static Optional<Source> source(Field spelling) {
        return spelling.as("a source: attachment.<key>, method, service or application", Source::of);
    }

    private static List<Condition> read(Source source, Field expected) {
        if (expected.item() instanceof YamlItem.Scalar scalar) {
            return List.of(new Condition.Matches(source, new Matcher.Equal(scalar.text())));
        }
        if (expected.item() instanceof YamlItem.Listing) {
            return oneOf(source, expected);
        }
        if (expected.item() instanceof YamlItem.Mapping) {
            return expected.fields().map(fields -> readMatchers(source, fields)).orElse(List.of());
        }
        expected.mustBe("a value, a list of values or a map of matchers");
        return List.of();
    }

    private static List<Condition> readMatchers(Source source, Fields matchers) {
        matchers.only(MATCHERS, Set.of());
        List<Condition> conditions = new ArrayList<>();
        matchers.optional("in").ifPresent(field -> conditions.addAll(oneOf(source, field)));
        matchers.optional("prefix")
                .flatMap(Field::text)
                .ifPresent(prefix -> conditions.add(new Condition.Matches(source, new Matcher.Prefix(prefix))));
        matchers.optional("exists")
                .flatMap(Field::truth)
                .ifPresent(exists ->
                        conditions.add(exists ? new Condition.Present(source) : new Condition.Absent(source)));
        if (matchers.entries().isEmpty()) {
            matchers.problems().add(matchers.mapping().place(), matchers.path(), "must name at least one matcher");
        }
        return conditions;
    }

    private static List<Condition> oneOf(Source source, Field list) {
        List<Field> elements = list.elements().orElse(List.of());
        if (list.item() instanceof YamlItem.Listing && elements.isEmpty()) {
            list.wrong("an empty list matches nothing; name at least one value");
        }
        Set<String> allowed = new HashSet<>();
        elements.forEach(element -> element.text().ifPresent(allowed::add));
        return List.of(new Condition.Matches(source, new Matcher.OneOf(allowed)));
    }
}
