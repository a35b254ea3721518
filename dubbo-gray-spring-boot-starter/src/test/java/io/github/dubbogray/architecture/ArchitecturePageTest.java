package io.github.dubbogray.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code docs/architecture.md} draws is what is compiled; {@code -Ddubbo.gray.regenerate=true} draws it anew. */
class ArchitecturePageTest {

    private static final Path PAGE = Path.of("..", "docs", "architecture.md");

    /** A line of a table of rooms, each of which begins with the package's whole name; tables of uses have code in their second column. */
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z.]+)` \\| [^`]", Pattern.MULTILINE);

    private static final PackageGraph GRAPH = PackageGraph.ofApplications();

    static Stream<BuildModule> drawn() {
        return BuildModule.DRAWN.stream();
    }

    static Stream<BuildModule> all() {
        return BuildModule.all();
    }

    @ParameterizedTest
    @MethodSource("drawn")
    void drawing_isOfTheCode(BuildModule module) throws IOException {
        String begin = "<!-- packages of " + module.name() + ", generated -->\n";
        String end = "<!-- end -->\n";
        String page = Files.readString(PAGE);
        int from = page.indexOf(begin);
        int to = page.indexOf(end, from);
        assertThat(from).as("place for %s in %s", module, PAGE).isNotNegative();
        String table = GRAPH.table(module);
        String drawn = begin + "\n" + GRAPH.drawing(module) + (table.isEmpty() ? "" : "\n" + table) + "\n";

        if (Boolean.getBoolean("dubbo.gray.regenerate")) {
            Files.writeString(PAGE, page.substring(0, from) + drawn + page.substring(to));
        } else {
            assertThat(page.substring(from, to)).isEqualTo(drawn);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyPackage_hasItsLine(BuildModule module) throws IOException {
        List<String> lines = ROW.matcher(Files.readString(PAGE))
                .results()
                .map(row -> row.group(1))
                .filter(module::has)
                .toList();

        assertThat(lines).containsExactlyInAnyOrderElementsOf(module.packages().toList());
    }
}
