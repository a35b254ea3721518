package io.github.dubbogray.core.release;

import io.github.dubbogray.core.document.Field;
import io.github.dubbogray.core.document.Fields;
import io.github.dubbogray.core.document.Heading;
import io.github.dubbogray.core.document.Path;
import io.github.dubbogray.core.document.Problems;
import io.github.dubbogray.core.document.yaml.YamlReading;
import io.github.dubbogray.core.document.yaml.YamlText;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A text that this library has kept for itself, read by the reader of documents. */
public final class KeptText {

    private KeptText() {}

    /**
     * Reads a text; empty where it is none of ours. Never throws.
     *
     * @param application the application of its data id
     * @param reading makes something of the keys beside {@code apiVersion} and {@code application}
     * @param keys those keys
     */
    public static <T> Optional<T> read(
            String application, String text, Function<KeptFields, T> reading, String... keys) {
        Problems problems = new Problems();
        YamlReading yaml = YamlText.read(text);
        problems.addAll(yaml.faults());
        Optional<T> read = yaml instanceof YamlReading.Parsed parsed
                ? new Field(Path.ROOT, parsed.root(), problems)
                        .fields()
                        .flatMap(fields -> read(application, fields, reading, keys))
                : Optional.empty();
        return read.filter(whole -> !problems.hasErrors());
    }

    private static <T> Optional<T> read(
            String application, Fields fields, Function<KeptFields, T> reading, String... keys) {
        Set<String> known = Stream.concat(Stream.of("apiVersion", "application"), Stream.of(keys))
                .collect(Collectors.toSet());
        Heading.read(fields.only(known, Set.of()), application);
        try {
            return Optional.of(reading.apply(new KeptFields(fields)));
        } catch (KeptFields.Unreadable | IllegalArgumentException e) { // what is missing, and figures that cannot be
            return Optional.empty();
        }
    }
}
