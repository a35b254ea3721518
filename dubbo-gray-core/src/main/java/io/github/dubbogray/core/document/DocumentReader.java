package io.github.dubbogray.core.document;

import io.github.dubbogray.core.document.yaml.YamlReading;
import io.github.dubbogray.core.document.yaml.YamlText;
import io.github.dubbogray.core.health.FailurePolicy;
import io.github.dubbogray.core.health.Span;
import io.github.dubbogray.core.rule.index.Rules;
import io.github.dubbogray.core.table.ReleaseMark;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.table.Unmatched;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a document into a table, or into all of its problems. The same text gives the same table (clause
 * D1); nothing is read but the text.
 */
public final class DocumentReader {

    private static final int REVISION_LENGTH = 12;
    private static final Set<String> KEYS = Set.of(
            "apiVersion",
            "application",
            "enabled",
            "lanes",
            "rules",
            "labelPriority",
            "prefer",
            "unmatched",
            "failures",
            "release");

    /** The application that the document must be for; null if it may be for any. */
    private final @Nullable String expected;

    private final String revision;
    private final Problems problems = new Problems();

    private DocumentReader(@Nullable String expected, String revision) {
        this.expected = expected;
        this.revision = revision;
    }

    /**
     * Reads a text. Never throws.
     *
     * @param application the application the document must be for, taken from its data id
     */
    public static Reading read(String application, String text) {
        return new DocumentReader(application, revisionOf(text)).readText(text);
    }

    /** Reads a text of no known data id, for the application that it names itself. Never throws. */
    public static Reading read(String text) {
        return new DocumentReader(null, revisionOf(text)).readText(text);
    }

    /** Returns the name of a text: the first 12 hexadecimal digits of the SHA-256 of its UTF-8 bytes. */
    public static String revisionOf(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, REVISION_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private Reading readText(String text) {
        YamlReading yaml = YamlText.read(text);
        problems.addAll(yaml.faults());
        if (!(yaml instanceof YamlReading.Parsed parsed)) {
            return refused();
        }
        Optional<Table> table =
                new Field(Path.ROOT, parsed.root(), problems).fields().map(this::readTable);
        return table.isPresent() && !problems.hasErrors()
                ? new Reading.Accepted(table.get(), problems.remarks())
                : refused();
    }

    private Reading refused() {
        return new Reading.Refused(revision, problems.errors());
    }

    private Table readTable(Fields document) {
        document.only(KEYS, Set.of());
        String application = Heading.read(document, expected).orElse("");
        LanesReader.Lanes lanes = LanesReader.read(document.optional("lanes"));
        List<RulesReader.PlacedRule> rules = new RulesReader(application, lanes).read(document.optional("rules"));
        if (!problems.hasErrors()) { // of what could not be read, remarks would be guesses
            LaneRemarks.add(lanes, rules);
            RuleRemarks.add(rules);
        }
        return new Table(
                application,
                revision,
                readMode(document),
                lanes.stable(),
                lanes.gray(),
                Rules.of(rules.stream().map(RulesReader.PlacedRule::rule).toList()),
                readLabelKeys(document, "labelPriority").orElse(Table.DEFAULT_LABEL_PRIORITY),
                readLabelKeys(document, "prefer").orElse(List.of()),
                readUnmatched(document),
                document.optional("failures")
                        .flatMap(Field::fields)
                        .map(FailuresReader::read)
                        .orElse(FailurePolicy.NONE),
                document.optional("release")
                        .flatMap(Field::fields)
                        .flatMap(DocumentReader::readRelease)
                        .orElse(ReleaseMark.NONE));
    }

    private static Table.Mode readMode(Fields document) {
        boolean enabled = document.optional("enabled").flatMap(Field::truth).orElse(true);
        return enabled ? Table.Mode.ENABLED : Table.Mode.DISABLED;
    }

    private static Optional<List<String>> readLabelKeys(Fields document, String key) {
        return document.optional(key)
                .flatMap(field -> field.elements().map(elements -> {
                    Set<String> keys = new LinkedHashSet<>();
                    for (Field element : Limits.allowed(field, elements, Limits.LABEL_KEYS, "label keys")) {
                        Optional<String> read = element.token("a label key");
                        if (read.isPresent() && !keys.add(read.get())) {
                            element.wrong(ProblemKind.TWICE, "the label key '" + read.get() + "' is there twice");
                        }
                    }
                    return List.copyOf(keys);
                }));
    }

    private static Optional<ReleaseMark> readRelease(Fields release) {
        SettingsReader settings = SettingsReader.of(release, Set.of("id", "step", "rule", "slowerThan"));
        Optional<String> id = release.required("id").flatMap(field -> field.token("the id of a release"));
        Optional<Integer> step =
                release.required("step").flatMap(field -> field.wholeNumber(1, ReleaseMark.OfStep.MOST));
        Duration slowerThan = settings.duration("slowerThan", Span.SLOW, ReleaseMark.OfStep.SLOWER_THAN);
        String rule = release.optional("rule")
                .flatMap(field -> field.token("the id of a rule"))
                .orElse("");
        return id.flatMap(found -> step.map(number -> new ReleaseMark.OfStep(found, number, rule, slowerThan)));
    }

    private static Unmatched readUnmatched(Fields document) {
        return document.optional("unmatched")
                .flatMap(field -> field.as("open or stable", text -> switch (text) {
                    case "open" -> Optional.of(Unmatched.OPEN);
                    case "stable" -> Optional.of(Unmatched.STABLE);
                    default -> Optional.empty();
                }))
                .orElse(Unmatched.OPEN);
    }
}
