package io.github.dubbogray.core.document;

import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.rule.Condition;
import io.github.dubbogray.core.rule.Letters;
import io.github.dubbogray.core.rule.Matcher;
import io.github.dubbogray.core.rule.Source;
import io.github.dubbogray.core.rule.regex.RegexCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code when}: a map from sources to what their values must be, and alternatives under {@code any}; all those of one document. */
final class ConditionReader {

    private static final String ANY = "any";
    private static final String EXISTS = "exists";
    private final RegexCompiler expressions = new RegexCompiler();
    private final Sources sources;
    private int conditions;

    ConditionReader(Sources sources) {
        this.sources = sources;
    }

    Condition read(Field when) {
        return new Condition.All(when.fields().map(this::readEntries).orElse(List.of()));
    }

    private List<Condition> readEntries(Fields fields) {
        List<Condition> parts = new ArrayList<>();
        for (YamlItem.Entry entry : fields.entries()) {
            if (!mayRead(fields.key(entry), 1)) {
                return parts;
            }
            Field expected = fields.field(entry);
            if (entry.key().equals(ANY)) {
                readAny(expected).ifPresent(parts::add);
            } else {
                sources.read("'any' or ", fields.key(entry))
                        .filter(source -> mayRead(fields.key(entry), stepsOf(source)))
                        .ifPresent(source -> parts.addAll(readExpected(source, expected)));
            }
        }
        return parts;
    }

    private Optional<Condition> readAny(Field any) {
        return any.elements().flatMap(elements -> {
            if (elements.isEmpty()) {
                return any.wrong(
                        ProblemKind.NOTHING_IN_IT, "an empty list holds for no request; name at least one alternative");
            }
            return Optional.of(new Condition.Any(
                    elements.stream().map(this::readAlternative).toList()));
        });
    }

    private Condition readAlternative(Field alternative) {
        return new Condition.All(alternative
                .fields()
                .map(fields -> {
                    if (fields.entries().isEmpty()) {
                        alternative.wrong(
                                ProblemKind.NOTHING_IN_IT,
                                "an empty alternative holds for every request; name at least one source");
                    }
                    return readEntries(fields);
                })
                .orElse(List.of()));
    }

    private List<Condition> readExpected(Source source, Field expected) {
        List<Condition> conditions = new ArrayList<>();
        if (expected.item() instanceof YamlItem.Mapping) {
            expected.fields()
                    .flatMap(matchers -> matchers.optional(EXISTS))
                    .flatMap(Field::truth)
                    .ifPresent(exists ->
                            conditions.add(exists ? new Condition.Present(source) : new Condition.Absent(source)));
        }
        for (Matcher matcher :
                MatcherReader.read(expected, ValueReader.of(source), Letters.EXACT, Set.of(EXISTS), expressions)) {
            conditions.add(new Condition.Matches(source, matcher));
        }
        return conditions;
    }

    /** Past the limit nothing more is read; it is reported where it is passed. */
    private boolean mayRead(Field key, int more) {
        boolean wasAllowed = conditions <= Limits.CONDITIONS;
        conditions += more;
        boolean isAllowed = conditions <= Limits.CONDITIONS;
        if (wasAllowed && !isAllowed) {
            key.wrong(
                    ProblemKind.TOO_MANY,
                    "brings the document to " + conditions + " sources, alternatives and steps of paths, at most "
                            + Limits.CONDITIONS + " are allowed; use lists of values where they will do");
        }
        return isAllowed;
    }

    private static int stepsOf(Source source) {
        return source instanceof Source.Argument argument ? argument.path().length() : 0;
    }
}
