package io.github.dubbogray.release;

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

@AnalyzeClasses(packages = "io.github.dubbogray.release", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String HERE = "io.github.dubbogray.release";

    @ArchTest
    static final ArchRule classes_knowNeitherDubboNorNacosClient = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "com.fasterxml.jackson..",
                    "io.github.dubbogray.core..",
                    "io.github.dubbogray.nacos..",
                    "io.github.dubbogray.webhook..",
                    HERE + "..");

    /** What a release does is core's to say: here is the clock, and what is asked and done. */
    @ArchTest
    static final ArchRule states_areNotLookedInto = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.github.dubbogray.core.release.RunningStep")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.github.dubbogray.core.release.verdict.Verdict");

    @ArchTest
    static final ArchRule clock_comesIn = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    /**
     * From a package to those it uses, by their names under the root, which itself is empty. None more, and none that is not
     * needed.
     */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("figures", Set.of()), Map.entry("", Set.of("figures")), Map.entry("webhook", Set.of("")));

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
