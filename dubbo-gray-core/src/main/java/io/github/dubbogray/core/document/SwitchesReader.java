package io.github.dubbogray.core.document;

import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.document.yaml.YamlReading;
import io.github.dubbogray.core.document.yaml.YamlText;
import io.github.dubbogray.core.feature.Switch;
import io.github.dubbogray.core.feature.SwitchType;
import io.github.dubbogray.core.feature.SwitchValue;
import io.github.dubbogray.core.feature.Switches;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of {@code {application}.gray-switches} into switches, or into all of its problems. The same text gives the
 * same switches (clause D1); nothing is read but the text.
 */
public final class SwitchesReader {

    private static final Set<String> KEYS = Set.of("apiVersion", "application", "switches");

    private final String revision;
    private final Problems problems = new Problems();

    private SwitchesReader(String revision) {
        this.revision = revision;
    }

    /**
     * Reads a text. Never throws.
     *
     * @param application the application the document must be for, taken from its data id
     */
    public static SwitchesReading read(String application, String text) {
        return new SwitchesReader(DocumentReader.revisionOf(text)).readText(application, text);
    }

    /** Reads a text of no known data id, for the application that it names itself. Never throws. */
    public static SwitchesReading read(String text) {
        return new SwitchesReader(DocumentReader.revisionOf(text)).readText(null, text);
    }

    /** Returns whether a text means to be a document of switches, be it a good one: whether it has the key {@code switches}. */
    public static boolean isMeant(String text) {
        return YamlText.read(text) instanceof YamlReading.Parsed parsed
                && parsed.root() instanceof YamlItem.Mapping root
                && root.entries().stream().anyMatch(entry -> entry.key().equals("switches"));
    }

    /** Returns the value of a type that documents spell so; empty if there is none, as of objects always. */
    public static Optional<SwitchValue> valueOf(SwitchType type, String spelling) {
        return SwitchValues.ofText(type, spelling);
    }

    /** Says what values of a type look like, to follow "must be": {@code true or false}. */
    public static String expectedOf(SwitchType type) {
        return SwitchValues.expected(type);
    }

    private SwitchesReading readText(@Nullable String expected, String text) {
        YamlReading yaml = YamlText.read(text);
        problems.addAll(yaml.faults());
        Optional<Switches> read = yaml instanceof YamlReading.Parsed parsed
                ? new Field(Path.ROOT, parsed.root(), problems)
                        .fields()
                        .map(document -> readSwitches(document, expected))
                : Optional.empty();
        return read.isPresent() && !problems.hasErrors()
                ? new SwitchesReading.Accepted(read.get(), problems.remarks())
                : new SwitchesReading.Refused(revision, problems.errors());
    }

    private Switches readSwitches(Fields document, @Nullable String expected) {
        document.only(KEYS, Set.of());
        String application = Heading.read(document, expected).orElse("");
        List<Switch> switches = document.required("switches")
                .flatMap(field -> field.fields().filter(all -> isShort(field, all)))
                .map(all -> readEach(all, new SwitchReader(application)))
                .orElse(List.of());
        return new Switches(application, revision, switches);
    }

    private static boolean isShort(Field field, Fields all) {
        return Limits.allow(field, all.entries().size(), Limits.SWITCHES, "switches");
    }

    private static List<Switch> readEach(Fields all, SwitchReader reader) {
        return all.entries().stream()
                .flatMap(entry -> reader.read(all.key(entry), all.field(entry)).stream())
                .toList();
    }
}
