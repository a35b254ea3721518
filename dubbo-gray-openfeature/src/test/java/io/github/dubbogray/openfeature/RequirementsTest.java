package io.github.dubbogray.openfeature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each numbered requirement of OpenFeature that concerns a provider is cited by a test, or says why not. */
class RequirementsTest {

    private static final Path LISTED = Path.of("src/test/resources/openfeature-requirements.txt");
    private static final Path FOLDER = Path.of("src/test/java/io/github/dubbogray/openfeature");
    private static final List<String> TESTS = List.of("GraySwitchProviderTest.java", "OrderedEventsTest.java");

    /** As {@code 2.2.7} in comments, or {@code 2_2_7} in names of methods. */
    private static final Pattern NUMBER = Pattern.compile("(?<![\\d._])_?(\\d(?:[._]\\d{1,2}){2,3})(?![\\d])");

    private static Stream<String> listed() throws IOException {
        return Files.readAllLines(LISTED).stream().filter(line -> !line.startsWith("#"));
    }

    private static Set<String> cited() throws IOException {
        Set<String> cited = new TreeSet<>();
        for (String test : TESTS) {
            NUMBER.matcher(Files.readString(FOLDER.resolve(test)))
                    .results()
                    .forEach(found -> cited.add(found.group(1).replace('_', '.')));
        }
        return cited;
    }

    @Test
    void each_isCitedUnlessItSaysWhyNot() throws IOException {
        assertThat(cited())
                .containsExactlyInAnyOrderElementsOf(
                        listed().filter(line -> !line.contains(" ")).toList());
    }

    @Test
    void list_hasEachOnce() throws IOException {
        assertThat(listed().map(line -> line.replaceFirst(" .*", "")))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(60);
    }
}
