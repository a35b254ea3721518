package io.github.dubbogray.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.yaml.YamlReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemKindTest {

    private static final Path SOURCES = Path.of("src", "main", "java");

    @Test
    void codes_areUniqueAndRise() {
        List<String> codes =
                Stream.of(ProblemKind.values()).map(ProblemKind::code).toList();

        assertThat(codes).doesNotHaveDuplicates().isSorted();
    }

    @ParameterizedTest
    @EnumSource(ProblemKind.class)
    void code_tellsTheSeverity(ProblemKind kind) {
        String hundreds = switch (kind.severity()) {
            case ERROR -> "0";
            case WARNING -> "1";
            case HINT -> "2";
        };

        assertThat(kind.code()).matches("GRAY" + hundreds + "\\d\\d");
    }

    @ParameterizedTest
    @EnumSource(YamlReading.FaultKind.class)
    void whatIsNoYaml_refuses(YamlReading.FaultKind fault) {
        assertThat(ProblemKind.of(fault).severity()).isEqualTo(Severity.ERROR);
    }

    @ParameterizedTest
    @EnumSource(Severity.class)
    void moreOfASeverity_hasThatSeverity(Severity severity) {
        assertThat(ProblemKind.more(severity).severity()).isEqualTo(severity);
    }

    @Test
    void kinds_areAllUsed() throws IOException {
        String all;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            all = files.filter(file -> file.toString().endsWith(".java"))
                    .map(Documents::text)
                    .collect(Collectors.joining());
        }

        assertThat(Stream.of(ProblemKind.values()))
                .allSatisfy(kind -> assertThat(all).containsAnyOf("ProblemKind." + kind.name(), "-> " + kind.name()));
    }
}
