package io.github.dubbogray.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an editor offers is what the code reads. */
class ConfigurationMetadataTest {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Path SHIPPED = Path.of("src/main/resources/META-INF/spring-configuration-metadata.json");
    private static final Path KNOWN = Path.of("settings", "KnownProperties.java");
    private static final Pattern PROPERTY = Pattern.compile("\"(dubbo\\.gray\\.[a-z.-]+)\"");

    @Test
    void properties_areExactlyThoseThatTheCodeReads() throws IOException {
        assertThat(names()).isEqualTo(read());
    }

    /** Else a property that is right would be told as unknown. */
    @Test
    void properties_areThoseThatTheRouterKnows() throws IOException {
        try (Stream<Path> files = Files.walk(PROJECT.resolve("dubbo-gray-router/src/main/java"))) {
            Path known = files.filter(file -> file.endsWith(KNOWN)).findFirst().orElseThrow();
            assertThat(PROPERTY.matcher(text(known)).results().map(found -> found.group(1)))
                    .containsExactlyElementsOf(names());
        }
    }

    @Test
    void properties_haveATypeAndASentence() throws IOException {
        for (JsonNode property : metadata().path("properties")) {
            assertThat(property.path("type").asText())
                    .isIn("java.lang.Boolean", "java.lang.Integer", "java.lang.String");
            assertThat(property.path("description").asText()).matches("[A-Z].*\\.");
        }
    }

    @Test
    void properties_standInTheDocumentation() throws IOException {
        String page = Files.readString(PROJECT.resolve("docs/spring-boot.md"));
        assertThat(names()).allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    private static Set<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        metadata()
                .path("properties")
                .forEach(property -> names.add(property.path("name").asText()));
        assertThat(names).isSorted().doesNotHaveDuplicates();
        return new TreeSet<>(names);
    }

    private static JsonNode metadata() throws IOException {
        return new ObjectMapper().readTree(SHIPPED.toFile());
    }

    /** Returns the names that stand as literals in the sources of the modules that ship. */
    private static Set<String> read() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(PROJECT)) {
            files.filter(file -> file.toString().matches(".*/dubbo-gray-[a-z-]+/src/main/java/.*\\.java"))
                    .filter(file -> !file.endsWith("Meter.java")) // meters have names of the same kind
                    .filter(file -> !file.endsWith(KNOWN)) // which reads none of them
                    .forEach(file -> PROPERTY.matcher(text(file))
                            .results()
                            .map((MatchResult found) -> found.group(1))
                            .forEach(names::add));
        }
        return names;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
