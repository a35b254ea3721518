package io.github.dubbogray.core.document;

import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.text.Quoted;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The keys and values of one map of a document.
 *
 * @param path the map's keys from the root
 * @param problems where problems are reported
 */
public record Fields(Path path, YamlItem.Mapping mapping, Problems problems) {

    /** Reports every key that is in neither set; a reserved one with the reason. */
    public Fields only(Set<String> known, Set<String> reserved) {
        for (YamlItem.Entry entry : mapping.entries()) {
            if (reserved.contains(entry.key())) {
                problems.add(
                        ProblemKind.RESERVED_KEY,
                        entry.place(),
                        pathOf(entry),
                        "is reserved for a later version of this library");
            } else if (!known.contains(entry.key())) {
                problems.add(
                        ProblemKind.UNKNOWN_KEY,
                        entry.place(),
                        pathOf(entry),
                        "unknown key " + Quoted.of(entry.key()) + "; known here: "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        }
        return this;
    }

    /** Returns the value of a key, if it is there. */
    public Optional<Field> optional(String key) {
        return mapping.entries().stream()
                .filter(entry -> entry.key().equals(key))
                .map(this::field)
                .findFirst();
    }

    /** Returns the value of a key, and reports that it is missing if it is not there. */
    public Optional<Field> required(String key) {
        Optional<Field> field = optional(key);
        if (field.isEmpty()) {
            problems.add(ProblemKind.MISSING_KEY, mapping.place(), path, "the key '" + key + "' is missing");
        }
        return field;
    }

    /** Returns all keys and values, in the order of the text. */
    public List<YamlItem.Entry> entries() {
        return mapping.entries();
    }

    /** Returns the value of an entry. */
    public Field field(YamlItem.Entry entry) {
        return new Field(pathOf(entry), entry.value(), problems);
    }

    /** Returns the key itself as a value to be read. */
    public Field key(YamlItem.Entry entry) {
        return new Field(pathOf(entry), entry.name(), problems);
    }

    private Path pathOf(YamlItem.Entry entry) {
        return path.key(entry.key());
    }
}
