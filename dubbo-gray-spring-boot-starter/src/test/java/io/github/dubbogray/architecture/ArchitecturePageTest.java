package io.github.dubbogray.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code docs/architecture.md} draws is what is compiled; {@code -Ddubbo.gray.regenerate=true} draws it anew. */
class ArchitecturePageTest {

    private static final Path PAGE = Path.of("..", "docs", "architecture.md");

    private static final PackageGraph GRAPH = PackageGraph.ofShippedModules();

    static Iterable<String> modules() {
        return PackageGraph.MODULES;
    }

    @ParameterizedTest
    @MethodSource("modules")
    void drawing_isOfTheCode(String module) throws IOException {
        String begin = "<!-- packages of " + module + ", generated -->\n";
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
    @MethodSource("modules")
    void everyPackage_hasItsLine(String module) throws IOException {
        String page = Files.readString(PAGE);

        assertThat(GRAPH.packages(module)).allSatisfy(name -> assertThat(page).contains("\n| `" + name + "` | "));
    }
}
