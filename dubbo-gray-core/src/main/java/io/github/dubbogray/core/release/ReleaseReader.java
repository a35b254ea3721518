package io.github.dubbogray.core.release;

import io.github.dubbogray.core.document.Field;
import io.github.dubbogray.core.document.Fields;
import io.github.dubbogray.core.document.Heading;
import io.github.dubbogray.core.document.Path;
import io.github.dubbogray.core.document.Problems;
import io.github.dubbogray.core.document.yaml.YamlReading;
import io.github.dubbogray.core.document.yaml.YamlText;
import io.github.dubbogray.core.release.KeptFields.Unreadable;
import java.util.Optional;
import java.util.Set;

/** Reads what is kept of a release, by the reader of documents: what is not exactly as it was written is refused. */
public final class ReleaseReader {

    private static final Set<String> KEYS =
            Set.of("apiVersion", "application", "id", "lane", "rule", "plan", "lease", "state", "history");

    private final Problems problems = new Problems();

    private ReleaseReader() {}

    /**
     * Reads a text. Never throws.
     *
     * @param application the application of its data id
     */
    public static FileReading read(String application, String text) {
        return new ReleaseReader().readText(application, text);
    }

    private FileReading readText(String application, String text) {
        YamlReading yaml = YamlText.read(text);
        problems.addAll(yaml.faults());
        Optional<ReleaseFile> file = yaml instanceof YamlReading.Parsed parsed
                ? new Field(Path.ROOT, parsed.root(), problems).fields().flatMap(found -> readFile(application, found))
                : Optional.empty();
        return file.isPresent() && !problems.hasErrors()
                ? new FileReading.Accepted(file.get())
                : new FileReading.Refused(problems.errors());
    }

    private static Optional<ReleaseFile> readFile(String application, Fields file) {
        Heading.read(file.only(KEYS, Set.of()), application);
        KeptFields kept = new KeptFields(file);
        try {
            KeptFields lease = kept.map("lease").only("holder", "until");
            Release release = new Release(
                    kept.token("id"),
                    new Subject(kept.text("lane"), kept.text("rule")),
                    kept.text("plan"),
                    new StateReader(kept.map("state")).read(),
                    kept.list("history").stream().map(ReleaseReader::entry).toList());
            return Optional.of(
                    new ReleaseFile(application, new Lease(lease.text("holder"), lease.number("until")), release));
        } catch (Unreadable e) { // reported where it stands
            return Optional.empty();
        }
    }

    private static HistoryEntry entry(KeptFields entry) {
        entry.only("at", "state", "step", "reason");
        return new HistoryEntry(entry.number("at"), entry.text("state"), entry.count("step"), entry.text("reason"));
    }
}
