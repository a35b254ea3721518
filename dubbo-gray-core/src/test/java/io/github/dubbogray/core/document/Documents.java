package io.github.dubbogray.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.dubbogray.core.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Documents for tests. */
public final class Documents {

    private Documents() {}

    /** Returns the table of a document of demo-provider, its two heading lines added. */
    public static Table table(String... lines) {
        return tableOf("demo-provider", lines);
    }

    /** Returns the table of a document of an application, its two heading lines added. */
    public static Table tableOf(String application, String... lines) {
        String text = "apiVersion: dubbo-gray/v1\napplication: " + application + "\n" + String.join("\n", lines) + "\n";
        Table table = accepted(DocumentReader.read(application, text));
        assertValid(text);
        return table;
    }

    /**
     * Returns the table of a document of demo-provider as {@link #table} does, but does not ask the schema: for tests with
     * thousands of documents of few kinds.
     */
    public static Table manyTables(String body) {
        return accepted(
                DocumentReader.read("demo-provider", "apiVersion: dubbo-gray/v1\napplication: demo-provider\n" + body));
    }

    /** Asserts that the published schema accepts a text. */
    static void assertValid(String text) {
        try {
            assertThat(Schema.objections(text)).as(text).isEmpty();
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    static Table accepted(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Accepted.class);
        return ((Reading.Accepted) reading).table();
    }

    /** Returns the problems of a refused text, as they are shown. */
    public static List<String> problems(String application, String text) {
        Reading reading = DocumentReader.read(application, text);
        assertThat(reading).isInstanceOf(Reading.Refused.class);
        return ((Reading.Refused) reading)
                .problems().stream().map(Problem::toString).toList();
    }

    static Path resource(String name) {
        try {
            return Path.of(Documents.class.getResource("/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
