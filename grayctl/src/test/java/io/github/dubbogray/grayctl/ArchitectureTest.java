package io.github.dubbogray.grayctl;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.dubbogray.testing.PackageArrows;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(packages = "io.github.dubbogray.grayctl", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String HERE = "io.github.dubbogray.grayctl";

    @ArchTest
    static final ArchRule classes_useCoreNacosReleaseAndPicocliOnly = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "picocli..",
                    "org.jline..",
                    "io.github.dubbogray.core..",
                    "io.github.dubbogray.nacos..",
                    "io.github.dubbogray.release..",
                    "io.github.dubbogray.webhook..",
                    HERE + "..");

    @ArchTest
    static final ArchRule commandsAlone_knowPicocli = noClasses()
            .that()
            .resideOutsideOfPackages(HERE, HERE + ".command..", HERE + ".output..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..");

    @ArchTest
    static final ArchRule fullScreenAlone_knowsTerminals = noClasses()
            .that()
            .doNotHaveSimpleName("FullScreen")
            .and()
            .doNotHaveSimpleName("Line")
            .and()
            .doNotHaveSimpleName("TextTable") // asks how wide a letter is
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jline..");

    @ArchTest
    static final ArchRule answers_areWrittenInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage(HERE)
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    /**
     * From a package to those it uses, by their names under the root, which itself is empty. None more, and none that is not
     * needed.
     */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("diff", Set.of()),
            Map.entry("input", Set.of()),
            Map.entry("qos", Set.of()),
            Map.entry("request", Set.of()),
            Map.entry("check", Set.of("request")),
            Map.entry("output", Set.of("input")),
            Map.entry("release", Set.of("output")),
            Map.entry("traffic", Set.of("input", "output")),
            Map.entry("command", Set.of("check", "diff", "input", "output", "request", "traffic")),
            Map.entry("live", Set.of("diff", "input", "output", "release", "traffic")),
            Map.entry("top", Set.of("live", "output")),
            Map.entry("command.live", Set.of("command", "input", "live", "output", "qos", "request", "top", "traffic")),
            Map.entry("command.release", Set.of("command", "command.live", "input", "live", "output", "release")),
            Map.entry("", Set.of("command", "command.live", "command.release", "input", "live")));

    @ArchTest
    static void arrows_areThese(JavaClasses classes) {
        assertThat(PackageArrows.below(HERE, classes)).containsExactlyInAnyOrderEntriesOf(ARROWS);
    }

    @ArchTest
    static final ArchRule packages_haveNoCycles =
            slices().matching(HERE + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static void packages_areNullMarked(JavaClasses classes) {
        assertThat(classes.stream().map(JavaClass::getPackage).distinct())
                .allMatch(javaPackage -> javaPackage.isAnnotatedWith(NullMarked.class));
    }
}
